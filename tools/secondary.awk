# Make the C table of what may be added to a VPC from
# data/secondary-cidr-rules.csv.
# usage: LC_ALL=C awk -f secondary.awk secondary-cidr-rules.csv >secondary.inc
BEGIN	{ FS = "," }
/^#/	{ next }
!begun {
	if ($0 != "existing_range,candidate_range,verdict,rule")
		bad("header is " $0)
	print "/* Made by tools/secondary.awk from " \
	    "data/secondary-cidr-rules.csv. */"
	print "static const struct restriction restrictions[] = {"
	begun = 1
	next
}
NF != 4			{ bad("got " NF " fields, expected 4") }
$3 !~ /^(allow|deny|unknown)$/ { bad($3 ": expected allow, deny or unknown") }
($3 == "allow") != ($4 == "") { bad("a rule is needed where it is not allowed") }
$3 != "allow" {
	printf "\t{ %s, %s, %s, \"%s\" },\n", range($1), range($2),
	    $3 == "unknown" ? "true" : "false", $4
	n++
}
function range(s,   q) {
	if (s == "any" || s == "public")
		return "{ RANGE_" toupper(s) ", { 0, IPV4, 0 } }"
	if (split(s, q, /[.\/]/) != 5)
		bad(s ": not an IPv4 prefix")
	return sprintf("{ RANGE_PREFIX, { 0x%02x%02x%02x%02x, IPV4, %d } }",
	    q[1], q[2], q[3], q[4], q[5])
}
function bad(msg) {
	print FILENAME ":" FNR ": " msg >"/dev/stderr"
	failed = 1
	exit 1
}
END {
	if (failed || n == 0)
		exit 1
	print "};"
}
