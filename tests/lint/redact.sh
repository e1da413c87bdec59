#!/bin/sh
# With --redact no id and no name of the example documents comes out, whatever
# the command and the format, nor in messages.  A command that is new must be
# in the list below, or among those that print nobody's names.
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
cp -R "$SRCDIR/data/examples/." "$tmp" && chmod -R u+w "$tmp" || exit 99
cd "$tmp" || exit 99
LC_ALL=C TZ=UTC0
export LC_ALL TZ
rc=0

# What no output may hold: ids, and values of members and tags that name.
names() {
	sed -n 's/.*/&/p' "$@" | grep -oE \
	    '"[a-z-]+-0[0-9a-z]{8,}"|"[0-9]{12}"|"arn:[^"]*"' | tr -d '"'
	cat "$@" | tr ',{}' '\n\n\n' | sed -nE \
	    's/^ *"(name|clusterName|nodegroupName|namespace|Value|nodeName)": "([^"]*)".*/\2/p' |
	    grep -vxE 'owned|shared|true|false|[0-9]*|default|kube-.*|aws-node|20[0-9-]*T.*Z|eks-vpc-resource-controller|ENABLE_.*|WARM_.*|MINIMUM_.*|AWS_.*|[A-Z_0-9]*'
	sed -nE 's/^ *"Description": "(ELB [a-z]*\/|AWS Lambda VPC ENI-|aws-K8S-)([^"\/]*).*/\2/p' "$@"
}
names shop/*.json market/*.json market-later/*.json lost/*.json |
    sort -u >names
# The cluster of upgrade.yaml is called as the command is.
sed -n 's/^ *- *name: *//p; s/^cluster: *//p' starter.yaml rollout.yaml \
    upgrade.yaml | sort -u | grep -vx upgrade >plan-names
sed 1d usage.csv | cut -d, -f2 | sort -u >series-names
sed 1d clusters.csv | cut -d, -f1 | sort -u >csv-names
[ "$(wc -l <names)" -gt 60 ] || { echo "found too few names"; exit 1; }

# ours FILE NAMES: lines of the output with a name in them, as a whole word.
ours() {
	"${AWK:-awk}" '
	NR == FNR { want[$0] = 1; next }
	{ for (n in want) {
		s = $0
		while (i = index(s, n)) {
			b = i > 1 ? substr(s, i - 1, 1) : " "
			a = substr(s " ", i + length(n), 1)
			if (a !~ /[A-Za-z0-9]/ && b !~ /[A-Za-z0-9]/) {
				print n ": " $0; next }
			s = substr(s, i + 1)
		}
	} }' "$2" "$1" | cut -c 1-150 | head -n 3
}

# try NAMES COMMAND: in each format that it knows.  SARIF holds the rule book,
# in which words are names elsewhere.
try() {
	list=$1 cmd=$2
	for format in '' '-o table' '-o csv' '-o json' '-o jsonl' '-o md' \
	    '-o html' '-o sarif' '-o junit' '-q'; do
		"$IPPLAN" $cmd --redact -v $format >out 2>&1 </dev/null
		[ "$format" != '-o sarif' ] || sed -i '/"shortDescription"/d' out
		bad=$(ours out "$list")
		[ -z "$bad" ] || { rc=1
		    printf 'ipplan %s --redact %s prints\n%s\n' "$cmd" \
			"$format" "$bad"; }
	done
	# It did print: the words are there.
	"$IPPLAN" $cmd --redact >out 2>&1 </dev/null
	grep -qE '[a-z]-r[0-9]' out ||
	    { echo "ipplan $cmd --redact: no word in it"; rc=1; }
	echo "${cmd%% *}" >>tried
}

for d in shop market lost; do
	try names "import $d"
	try names "usage $d"
	try names "usage $d --table holders"
	try names "usage $d --by owner"
	try names "blocks $d --map --each --need 2 --fill 3 --reserve 26"
	try names "plan $d --explain"
	try names "check $d"
done
try names 'diff market market-later'
try names 'blocks market --subnet market-c'
try names 'import --cluster nobody shop'
try plan-names 'plan starter.yaml --explain'
try plan-names 'compare starter.yaml'
try plan-names 'tune starter.yaml'
try plan-names 'upgrade upgrade.yaml'
try plan-names 'check starter.yaml'
try csv-names 'cidr overlap clusters.csv --column services'
try series-names 'forecast usage.csv --plan upgrade.yaml --seed 1'
try series-names 'forecast usage.csv --capacity 507 --events launch.csv'
try series-names 'forecast usage.csv --capacity 507 --table by_day'
try names 'collect --cluster shop'
try names 'collect --cluster shop --script'

# Contradicting and broken documents: messages name what is wrong.
sed 's/10.30.0.0.24/10.30.4.0\/24/' market/subnets.json >other.json
try names 'usage other.json market'
sed 's/"10.30.0.5"/"10.99.0.5"/' market/network-interfaces.json >odd.json
try names 'usage market/subnets.json odd.json'
sed 's/"vpcId": "[^"]*"/"vpcId": "vpc-0other00000000001"/' \
    shop/cluster.json >cluster.json
try names 'import shop cluster.json'

none='rules node simulate maxpods limits help completion version'
for cmd in $("$IPPLAN" help -m | cut -f1); do
	grep -qx "$cmd" tried && continue
	case " $none " in
	*" $cmd "*) ;;
	*)	echo "ipplan $cmd: not tried here, nor among \$none"; rc=1 ;;
	esac
done
exit $rc
