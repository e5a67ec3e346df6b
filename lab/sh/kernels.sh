# Which kernels the lab boots, and from which Debian suite each comes. The version inside a suite moves; the
# exact package and version found are written into each recording.
#
# id: what --kernel takes and what recordings are named after; suite: where it is fetched from.
kernels() {
	cat <<-TABLE
		5.10 bullseye
		6.1 bookworm
		6.12 trixie
		6.18 trixie-backports
		7.2 forky
		7.3 trixie-backports
	TABLE
}

# Prints the suite of kernel $1; fails when there is no such kernel.
suite_of() {
	kernels | awk -v id="$1" '$1 == id { print $2; found = 1 } END { exit !found }'
}
