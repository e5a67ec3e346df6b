/** A model too large to be searched to its end, as a script that has many of Spin's verifiers search parts of it. */
export interface Swarm {
  /** What is searched, in lines of a comment. */
  readonly heading: readonly string[];
  /** The model, see promela(). */
  readonly model: string;
  /** Claims to ask for, one after the other, and the properties that fail where one has an error. */
  readonly claims: readonly { readonly name: string; readonly properties: readonly string[] }[];
  /** Options for the compiler. */
  readonly options: string;
  /** Searches, each with a hash function and an order of its own; 1 to {@link MOST}. */
  readonly searches: number;
  /** Arguments for the command `sim show` that replays a trail, without the trail. */
  readonly show: string;
}

/** Searches of a swarm: a verifier has so many hash functions. */
export const MOST = 500;

/**
 * Swarm verification (Holzmann, Joshi and Groce, Swarm verification techniques, IEEE Transactions on Software Engineering 37, 2011):
 * each verifier keeps of a state some bits of a table, has a hash function and an order of its own, and so comes to other
 * states when time or table are too short for all. The order is Spin's P_RAND, not its -rhash: with that a trail numbers
 * processes as they were permuted, and is no run of the model. The script is for any POSIX shell.
 */
export function swarm({ heading, model, claims, options, searches, show }: Swarm): string {
  const names = claims.map(({ name }) => name);
  return `#!/bin/sh
${heading.map((line) => `# ${line}`.trimEnd()).join('\n')}
#
#   sh swarm.sh            searches here, one at a time on each processor
#   sh swarm.sh HOST...    searches on these hosts, by ssh: one at a time on
#                          each, two on one that is named twice
#
# It needs spin here, and a C compiler wherever it searches. These can be
# set before it:
#   MINUTES  for each claim of a search, at most (10)
#   BITS     the table of a search has 2^BITS bits (30: 128 MB)
#   CLAIMS   to be asked for, of ${names.join(', ')}
#   DIR      a new folder, for all that is found (swarm)
#   CC       the compiler (cc)
# What it finds is a failure. That it finds none is no proof: a search that is
# stopped by the clock, or has a hash factor far below 100, has left states out.
set -u
: "\${MINUTES:=10}" "\${BITS:=30}" "\${DIR:=swarm}" "\${CC:=cc}" "\${CLAIMS:=${names.join(' ')}}"

options="-O2 -w -DBITSTATE -DNOREDUCE -DP_RAND -DT_RAND${options}"

searches() {
	cat <<'END'
${lines(searches).join('\n')}
END
}

model() {
	cat <<'END'
${model.trim()}
END
}

# The properties of a claim.
properties() {
	case $1 in
${claims.map(({ name, properties }) => `\t${name}) echo ${properties.join(', ')} ;;`).join('\n')}
	esac
}

show() {
	set -- ${show} --trail "$1"
	echo "npm run -s sim -- show $*"
	[ ! -f package.json ] || npm run -s sim -- show "$@"
}

${SCRIPT}`;
}

/** The command line of each search: a hash function, a seed for the order of tasks, and bits for a state. */
const lines = (searches: number): string[] =>
  Array.from({ length: searches }, (_, i) => `./pan -h${i} -RS${i + 1} -k${3 - (i % 3)}`);

const SCRIPT = String.raw`total=$(searches | wc -l | tr -d ' ')

fail() {
	echo "swarm: $1" >&2
	exit 2
}

# Runs a command on a host, or here.
at() {
	if [ "$1" = here ]; then sh -c "$2"; else ssh -o BatchMode=yes "$1" "$2"; fi
}

# Prints what a search has to do, once it has pan.c and so on: line.
work() {
	cat <<END
$CC $options -o pan pan.c || exit
for claim in $CLAIMS; do
	case \$claim in live*) how="-a -f" ;; *) how=-E ;; esac
	$1 -m20000 -w$BITS -Q$MINUTES -n \$how -N \$claim | tee \$claim.out
	[ ! -f model.pml.trail ] || { mv model.pml.trail \$claim.trail; break; }
done
END
}

# One search: host, number, line.
search() {
	(cd "$DIR" && tar cf - pan.*) |
		at "$1" "d=\$(mktemp -d) && cd \$d && tar xf - && ($(work "$3")) >&2; tar cf - \$(ls | grep -E 'out$|trail$'); cd /; rm -rf \$d" \
			2>"$DIR/$2/log" | (cd "$DIR/$2" && tar xf - 2>>log)
	for claim in $CLAIMS; do
		[ -f "$DIR/$2/$claim.out" ] || continue
		states=$(sed -n 's/^ *\([0-9.e+]*\) states, stored.*/\1/p' "$DIR/$2/$claim.out")
		factor=$(sed -n 's/.*hash factor: \([0-9.e+]*\).*/\1/p' "$DIR/$2/$claim.out")
		if [ -z "$states" ]; then
			echo "search $2 of $total, $1: $(properties "$claim"): it did not run: see $DIR/$2/log"
			touch "$DIR/missing"
			continue
		fi
		said="$(properties "$claim"): a failure after"
		! grep -q "errors: 0" "$DIR/$2/$claim.out" || said="$(properties "$claim"): no failure in"
		echo "search $2 of $total, $1: $said $states states, hash factor $factor"
	done
	if ! ls "$DIR/$2"/*.out >/dev/null 2>&1; then
		echo "search $2 of $total, $1: it did not run: see $DIR/$2/log"
		touch "$DIR/missing"
	fi
	for trail in "$DIR/$2"/*.trail; do
		[ ! -f "$trail" ] || ! mkdir "$DIR/found" 2>/dev/null || show "$trail"
	done
}

# Takes one search after the other that nobody has taken, until something is found: host.
take() {
	number=0
	searches | while read -r line; do
		number=$((number + 1))
		[ ! -d "$DIR/found" ] && mkdir "$DIR/$number" 2>/dev/null || continue
		search "$1" "$number" "$line" </dev/null
	done
}

command -v spin >/dev/null || fail "there is no spin here; Debian has it as spin"
mkdir "$DIR" 2>/dev/null || fail "$DIR is there already: move it away, or say DIR=other"
model >"$DIR/model.pml"
(cd "$DIR" && spin -DCLAIMS -a model.pml >spin.log) || fail "spin does not take the model: see $DIR/spin.log"
if [ $# -eq 0 ]; then
	processors=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
	while [ $# -lt "$processors" ]; do set -- "$@" here; done
fi
for host; do take "$host" & done
wait
if [ -d "$DIR/found" ]; then exit 1; fi
if [ -f "$DIR/missing" ]; then
	echo "not every search ran"
	exit 2
fi
echo "no failure found"
`;
