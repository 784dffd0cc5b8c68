# shellcheck shell=sh disable=SC2154
# Sourced by the launcher when there is no start-up archive for this Java and this build; uses its best, jar, archive.

# Java runs the commands once, notes the classes and keeps them ready to use. This takes a second or two and is done
# beside the command at hand; whoever comes second to the lock leaves it to the first.
make_archive_later() {
  start_dir=${archive%/*}
  # a lock that old is left over from a crash
  [ -z "$(find "$archive.lock" -prune -mmin +5 2>/dev/null)" ] || rm -rf "$archive.lock"
  mkdir -p "$start_dir" 2>/dev/null && mkdir "$archive.lock" 2>/dev/null || return 0
  (
    trap '' INT HUP
    trap 'rm -rf "$archive.lock" "$archive.new" "$archive.new.config"' EXIT
    if [ "$best_major" -ge 25 ]; then
      record=-XX:AOTCacheOutput=$archive.new
    else
      record=-XX:ArchiveClassesAtExit=$archive.new
    fi
    nice "$best/bin/java" "$record" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable \
      -cp "$jar" dev.pgwright.app.cli.Rehearsal && mv -f "$archive.new" "$archive"
  ) >"$start_dir/log" 2>&1 </dev/null &
}
