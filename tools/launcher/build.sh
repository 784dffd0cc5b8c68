# shellcheck shell=sh disable=SC2154
# Sourced by the launcher when there is something to build; uses its say, stop, root, jdk, is_stale.

lock=$root/target/build.lock
log=$root/target/build.log

build() {
  require_tools
  mkdir -p "$root/target" 2>/dev/null && [ -w "$root/target" ] ||
    stop 3 "pgwright must be built first, and you may not write to $root" \
      "run it once as its owner, or clone a copy of your own"
  trap 'build_stopped 130' INT
  trap 'build_stopped 143' TERM HUP
  take_lock
  if is_stale; then
    run_maven
    rm -rf "$root/app/target/pgwright/start"
  fi
  release_lock
  trap - INT TERM HUP
}

require_tools() {
  [ -n "$jdk" ] || install_java "building pgwright needs a JDK; $best is a Java runtime without a compiler"
  command -v mvn >/dev/null ||
    stop 3 "building pgwright needs Maven, and there is no mvn on the PATH" \
      "Debian, Ubuntu: apt install maven" "Fedora: dnf install maven" "macOS: brew install maven"
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    stop 3 "building pgwright needs Node.js and npm (running it does not)" \
      "Debian, Ubuntu: apt install nodejs npm" "Fedora: dnf install nodejs npm" "macOS: brew install node"
  fi
}

# mkdir is atomic; a lock whose process is gone is left over from a crash
take_lock() {
  waiting=
  until mkdir "$lock" 2>/dev/null; do
    owner=$(cat "$lock/pid" 2>/dev/null)
    if [ -n "$owner" ] && ! is_alive "$owner"; then
      rm -rf "$lock"
      continue
    fi
    if [ -z "$waiting" ]; then
      say "waiting for another pgwright that is building${owner:+ (process $owner)}"
      waiting=yes
    fi
    sleep 1
  done
  echo $$ >"$lock/pid"
}

release_lock() { rm -rf "$lock"; }

# kill -0 says no to a process of another user, and ps is missing in small containers
is_alive() { kill -0 "$1" 2>/dev/null || [ -d "/proc/$1" ]; }

build_stopped() {
  [ -n "${maven:-}" ] && kill "$maven" 2>/dev/null
  end_live
  release_lock
  say "stopped while building"
  exit "$1"
}

run_maven() {
  live=
  [ -t 2 ] && [ "${TERM:-dumb}" != dumb ] && live=yes
  if [ -e "$built" ]; then
    say "pgwright: sources have changed, building"
  else
    say "pgwright: building for the first time; this downloads libraries and can take some minutes"
  fi
  begun=$(date +%s)
  (
    cd "$root" || exit 70
    JAVA_HOME=$jdk
    export JAVA_HOME
    exec mvn -B -Dstyle.color=never -pl app -am -Dmaven.test.skip=true -Dspotless.check.skip=true package
  ) >"$log" 2>&1 </dev/null &
  maven=$!
  shown=
  while kill -0 "$maven" 2>/dev/null; do
    show_advance
    sleep 0.2 2>/dev/null || sleep 1
  done
  wait "$maven"
  result=$?
  maven=
  end_live
  [ "$result" -eq 0 ] || build_failed
  say "pgwright: built in $(($(date +%s) - begun)) s"
}

# What Maven is at: "building core (5 of 9): compile"
show_advance() {
  advance=$(awk '
    /^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]/ {
      module = $3; sub(/^pgwright-/, "", module)
      place = $NF; gsub(/[][]/, "", place); sub(/\//, " of ", place)
      goal = ""
    }
    /^\[INFO\] --- / { goal = $3; n = split(goal, part, ":"); goal = part[n] }
    END {
      if (module == "") print "starting Maven"
      else if (module == "pgwright") print "preparing"
      else print "building " module " (" place ")" (goal == "" ? "" : ": " goal)
    }' "$log" 2>/dev/null)
  module=${advance%%:*}
  if [ -n "$live" ]; then
    printf '\r\033[2K  %s  %s s' "$advance" "$(($(date +%s) - begun))" >&2
  elif [ "$module" != "$shown" ]; then
    shown=$module
    case $module in
      building*) say "  $module" ;;
    esac
  fi
}

end_live() { [ -z "${live:-}" ] || printf '\r\033[2K' >&2; }

build_failed() {
  release_lock
  if grep -q '^\[ERROR\]' "$log"; then
    grep '^\[ERROR\]' "$log" | sed -e 's/^\[ERROR\] *//' -e '/^$/d' -e '/^-> \[Help/d' | head -n 20 | sed 's/^/  /' >&2
  else
    tail -n 20 "$log" | sed 's/^/  /' >&2
  fi
  if grep -Eq 'Could not transfer|Unknown host|Connection (refused|timed out|reset)|ENOTFOUND|ETIMEDOUT' "$log"; then
    stop 3 "the build could not download what it needs" \
      "it needs the network, or a mirror in ~/.m2/settings.xml and ~/.npmrc" "the whole log is in $log"
  fi
  stop 70 "the build failed" "the whole log is in $log" "if you have not changed the sources, please report it with that log"
}
