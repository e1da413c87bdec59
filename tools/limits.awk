# Make the C table of instance types from data/instance-types.csv.
# usage: LC_ALL=C awk -f limits.awk instance-types.csv >limits.inc
# A line that is malformed, out of order or contradicts itself stops it.
BEGIN {
	FS = ","
	nwant = split("instance_type vcpus memory_mib hypervisor bare_metal " \
	    "max_enis ipv4_per_eni ipv6_per_eni network_cards " \
	    "default_card_max_enis trunking branch_enis max_pods_eni_mode " \
	    "prefix_delegation_supported arch", want, " ")
	enum[""] = "UNKNOWN"; enum["nitro"] = "NITRO"
	enum["xen"] = "XEN"; enum["metal"] = "METAL"
	trunk[""] = "UNKNOWN"; trunk["0"] = "NO"; trunk["1"] = "YES"
}
/^# date: /	{ date = substr($0, 9); next }
/^# sources: /	{ sources = substr($0, 12); next }
/^#/		{ next }
!header {
	header = 1
	for (i = 1; i <= nwant; i++)
		if ($i != want[i])
			bad("column " i " is " $i ", expected " want[i])
	print "/* Made by tools/limits.awk from data/instance-types.csv. */"
	print "const struct limits limits[] = {"
	next
}
NF != nwant	{ bad("got " NF " fields, expected " nwant) }
$1 !~ /^[a-z0-9][a-z0-9-]*\.[a-z0-9-]+$/ { bad($1 ": not an instance type") }
$1 "" <= last "" { bad($1 ": " ($1 == last ? "given twice" : \
		    "out of order, it sorts before " last)) }
{
	for (i = 2; i <= 14; i++)
		if (i != 4 && $i !~ /^[0-9]*$/)
			bad(want[i] ": " $i ": not a number")
	if ($2 == "" || $3 == "" || $15 == "")
		bad($1 ": vcpus, memory_mib and arch are needed")
	if (!($4 in enum))
		bad($1 ": hypervisor " $4 ": expected nitro, xen or metal")
	if (($4 == "metal") != ($5 == 1))
		bad($1 ": hypervisor and bare_metal disagree")
	if (!($11 in trunk))
		bad($1 ": trunking " $11 ": expected 0, 1 or nothing")
	if ($10 < 1 || $10 + 0 > $6 + 0 || $7 < 2 || $9 < 1)
		bad($1 ": ENI limits make no sense")
	if ($13 != $10 * ($7 - 1) + 2)
		bad($1 ": max_pods_eni_mode " $13 ": expected " \
		    $10 * ($7 - 1) + 2)
	if ($14 != ($4 == "nitro" || $4 == "metal"))
		bad($1 ": prefix_delegation_supported contradicts hypervisor")
	last = $1
	n++
	printf "\t{ \"%s\", \"%s\", %d, %d, %d, %d, %s, %d, %d, %d,\n" \
	    "\t    HYPERVISOR_%s, TRUNKING_%s, %s, %s },\n", $1, $15, $3, $2,
	    $10, $7, $8 == "" ? "LIMITS_UNKNOWN" : $8, $9, $6, $12,
	    enum[$4], trunk[$11],
	    $5 ? "true" : "false", $14 ? "true" : "false"
}
function bad(msg) {
	print FILENAME ":" FNR ": " msg >"/dev/stderr"
	failed = 1
	exit 1
}
END {
	if (!failed && (date == "" || sources == "" || n == 0)) {
		print FILENAME ": no date, sources or types" >"/dev/stderr"
		failed = 1
	}
	if (failed)
		exit 1
	print "};\nconst size_t nlimits = " n ";"
	print "const char limits_date[] = \"" date "\";"
	print "const char limits_sources[] =\n    \"" sources "\";"
}
