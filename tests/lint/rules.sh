#!/bin/sh
# Each rule that can be decided has a plan that breaks it, bad.yaml, and one
# that does not, good.yaml, in tests/fixtures/rules/ID; a document of the same
# name goes with it.  Each rule of the book has a section ".Ss ID name" in
# ipplan-rules(7), in the order of the book; those that cannot be decided yet
# say there what the book says.
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
page=$SRCDIR/man/ipplan-rules.7
tab=$(printf '\t')
rc=0
bad() { echo "$*"; rc=1; }

"$IPPLAN" rules -o lines --columns id,decidable,name >"$tmp/rules"
[ -s "$tmp/rules" ] || { echo "ipplan rules prints nothing"; exit 1; }

# found ID FILE: does checking the plan FILE.yaml find the rule?
found() {
	document=
	[ ! -f "$2.json" ] || document=$2.json
	"$IPPLAN" check -v --fail-on none -o lines --columns id "$2.yaml" \
	    ${document:+"$document"} 2>"$tmp/err" >"$tmp/ids" ||
	    bad "$2.yaml: $(cat "$tmp/err")"
	grep -qx "$1" "$tmp/ids"
}

while IFS=$tab read -r id decidable name; do
	d=$SRCDIR/tests/fixtures/rules/$id
	if [ "$decidable" = false ]; then
		[ ! -d "$d" ] || bad "$id: has fixtures and no check"
		continue
	fi
	found "$id" "$d/bad" || bad "$id: not found in $d/bad.yaml"
	! found "$id" "$d/good" || bad "$id: found in $d/good.yaml"
done <"$tmp/rules"
for d in "$SRCDIR"/tests/fixtures/rules/*; do
	grep -q "^${d##*/}$tab" "$tmp/rules" || bad "$d: no such rule"
done

cut -f1,3 "$tmp/rules" | tr "$tab" ' ' >"$tmp/book"
sed -n 's/^\.Ss \([A-Z]*-[A-Z0-9]*-[0-9]* .*\)/\1/p' "$page" >"$tmp/page"
diff -u "$tmp/book" "$tmp/page" ||
    bad "ipplan-rules.7: the sections (+) are not the book (-)"

# Sections of rules that cannot be decided, as the page and the book have them.
grep "${tab}false$tab" "$tmp/rules" | cut -f1 >"$tmp/later"
"${AWK:-awk}" '
NR == FNR	{ later[$1] = 1; next }
/^\.S[hs]/	{ on = $1 == ".Ss" && $2 in later }
on' "$tmp/later" "$page" >"$tmp/page"
LC_ALL=C "${AWK:-awk}" -f "$SRCDIR/tools/rules-man.awk" "$tmp/later" \
    "$SRCDIR/data/rules.csv" >"$tmp/book"
diff -u "$tmp/book" "$tmp/page" || bad "ipplan-rules.7: what the page says" \
    "(+) is not what the book says (-); see tools/rules-man.awk"
exit $rc
