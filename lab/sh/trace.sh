# Recordings: putting together what the guests wrote, and comparing with what is committed. A recording has one step a
# line, so that a difference reads as a line. Its format is in lab/README.md.

# The recording of kernel $1 on file system $2. One that was built here with an option has its recordings apart; one that
# was built as it is has none, and is compared with the fetched kernel's.
trace_file() {
	case $1 in
	*+unpatched) printf '%s\n' "$lab/traces/${1%+unpatched}-$2.json" ;;
	*+*) printf '%s\n' "$lab/traces/patched/$1-$2.json" ;;
	*) printf '%s\n' "$lab/traces/$1-$2.json" ;;
	esac
}

# Prints the lines of scenario $2 in the recording $1, from its head to its closing bracket; nothing when absent.
scenario_in() {
	[ -e "$1" ] || return 0
	awk -v head="{\"name\":\"$2\"," 'index($0, head) == 1 { on = 1 } on { sub(/^\]\},$/, "]}"); print } on && /^\]\}/ { exit }' "$1"
}

# Prints scenario $2 as recorded in a guest's lines $1, in the form that a recording has.
scenario_from() {
	awk -v name="$2" '
		$0 == "{\"end\":\"" name "\"}" { on = 0 }
		on { steps[++n] = $0 }
		index($0, "{\"scenario\":\"" name "\",") == 1 { on = 1; head = $0 }
		END {
			sub(/^\{"scenario":/, "{\"name\":", head)
			sub(/\}$/, "", head)
			if (n == 1 && steps[1] ~ /^\{"skip":/) {
				sub(/^\{/, "", steps[1])
				sub(/\}$/, "", steps[1])
				print head "," steps[1] ",\"steps\":["
				n = 0
			} else
				print head ",\"steps\":["
			for (i = 1; i <= n; i++)
				print steps[i] (i < n ? "," : "")
			print "]}"
		}' "$1"
}

# Writes the recording of kernel $1 on file system $2: each scenario as recorded now in $3/, or else as it was before.
write_trace() {
	local id=$1 fs=$2 now=$3 file name first=1 kept
	file=$(trace_file "$id" "$fs")
	mkdir -p "$(dirname "$file")"
	{
		printf '{\n"format":1,\n"kernel":"%s","suite":"%s","packages":[%s],\n' "${id%%+*}" "$(suite_of "${id%%+*}")" \
			"$(awk '{ printf "%s{\"name\":\"%s\",\"version\":\"%s\"}", (NR > 1 ? "," : ""), $1, $2 }' "$cache/kernels/$id/packages")"
		cat "$cache/kernels/$id/built" 2>/dev/null || true
		sed 's/^{//; s/}$/,/' "$now/header"
		printf '"scenarios":[\n'
		all_scenarios | while read -r name; do
			if [ -e "$now/$name" ]; then
				kept=$(cat "$now/$name")
			else
				kept=$(scenario_in "$file" "$name")
			fi
			[ -n "$kept" ] || continue
			[ -n "$first" ] || printf ',\n'
			first=
			printf '%s' "$kept"
		done
		printf '\n]\n}\n'
	} >"$file.new"
	mv "$file.new" "$file"
}

# What of a scenario's lines is compared: all but the times; where the kernel is another build of its series, neither
# stacks nor warnings, as these carry the names and line numbers of that build.
comparable() {
	if [ "$1" = same-build ]; then
		sed -E 's/,"ms":[0-9]+//'
	else
		sed -E 's/,"ms":[0-9]+//; s/,"wchan":"[^"]*"//g; s/,"stack":\[[^]]*\]//g; s/,"dmesg":\[[^]]*\]//'
	fi
}

# Compares the scenarios in $3/ with the committed recording of kernel $1 on $2; prints differences; fails on any.
check_trace() {
	local id=$1 fs=$2 now=$3 file name build=other bad=0 same=0
	file=$(trace_file "$id" "$fs")
	[ -e "$file" ] || die "no recording $file to compare with"
	if grep -qF "$(grep -o '"build":"[^"]*"' "$now/header")" "$file" &&
		grep -qF "$(cat "$cache/kernels/$id/built" 2>/dev/null)" "$file"; then
		build=same-build
	fi
	for name in $(all_scenarios); do
		[ -e "$now/$name" ] || continue
		if diff -u --label "committed $id-$fs $name" --label "now" \
			<(scenario_in "$file" "$name" | comparable $build) <(comparable $build <"$now/$name"); then
			same=$((same + 1))
		else
			bad=$((bad + 1))
		fi
	done
	say "$id $fs: $same scenarios as recorded, $bad differ"
	[ $build = same-build ] || say "$id $fs: another build of the series: stacks and warnings were not compared"
	[ $bad = 0 ]
}
