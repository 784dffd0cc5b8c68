# shellcheck shell=sh disable=SC2154
# Sourced by the launcher when there is no start-up archive for this Java and this build; uses its best, best_major,
# root, jar, start, made_at, archive.

# Java runs the commands once, notes the classes and keeps them ready to use. This takes a second or two and is done
# beside the command at hand; whoever comes second to the lock leaves it to the first.
make_archive_later() {
  if [ -n "$made_at" ] && [ "$made_at" != "$root" ]; then
    rm -rf "$start"
  fi
  # a lock that old is left over from a crash
  [ -z "$(find "$archive.lock" -prune -mmin +5 2>/dev/null)" ] || rm -rf "$archive.lock"
  mkdir -p "$start" 2>/dev/null && mkdir "$archive.lock" 2>/dev/null || return 0
  printf '%s\n' "$root" >"$start/root"
  # twice in the background, so that the program at hand does not get a child that it knows nothing of
  (make_archive >"$start/log" 2>&1 </dev/null &)
}

make_archive() {
  trap '' INT HUP
  trap 'rm -rf "$archive.lock" "$archive.new" "$archive.new.config"' EXIT
  if [ "$best_major" -ge 25 ]; then
    record=-XX:AOTCacheOutput=$archive.new
  else
    record=-XX:ArchiveClassesAtExit=$archive.new
  fi
  nice "$best/bin/java" "$record" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable \
    -cp "$jar" dev.pgwright.app.cli.Rehearsal && mv -f "$archive.new" "$archive"
}
