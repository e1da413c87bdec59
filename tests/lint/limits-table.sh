#!/bin/sh
# tools/limits.awk stops at each kind of lie about an instance type.
data=$SRCDIR/data/instance-types.csv
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
failed=0

# refuse NAME SED-SCRIPT MESSAGE: the altered table is refused with file:line.
refuse() {
	sed "$2" "$data" >"$tmp/t.csv"
	if (cd "$tmp" && LC_ALL=C "${AWK:-awk}" -f "$SRCDIR/tools/limits.awk" \
	    t.csv >out 2>err); then
		echo "$1: accepted"; failed=1
	elif ! grep -q "^t.csv:.*$3" "$tmp/err"; then
		echo "$1: expected '$3', got: $(cat "$tmp/err")"; failed=1
	fi
}

refuse duplicate '/^m5.large,/p' 'given twice'
refuse order '/^m5.large,/{h;d;};/^m5.xlarge,/G' 'out of order'
refuse fields 's/^m5.large,/m5.large,1,/' 'fields'
refuse name 's/^m5.large,/M5.large,/' 'not an instance type'
refuse number 's/^m5.large,2,/m5.large,two,/' 'not a number'
refuse formula '/^m5.large,/s/,29,/,30,/' 'max_pods_eni_mode'
refuse nitro '/^m5.large,/s/,nitro,/,xen,/' 'contradicts hypervisor'
refuse vcpus 's/^m5.large,2,/m5.large,,/' 'are needed'
refuse header 's/^instance_type,vcpus/instance_type,cpus/' 'expected vcpus'
refuse date '/^# date/d' 'no date'
exit $failed
