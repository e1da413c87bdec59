#!/bin/sh
# Each header opens with what it is for: "NAME: ..." or "LAYER/NAME: ...", and
# is guarded by LAYER_NAME_H.
cd "$SRCDIR/src" || exit 99
rc=0
for h in */*.h; do
	name=${h##*/}
	name=${name%.h}
	guard=$(echo "${h%/*}_${name}_H" | tr 'a-z-' 'A-Z_')
	case $(sed -n '1s,^/\*,,p; 2q' "$h")$(sed -n '2p' "$h") in
	" $name: "*|" * $name: "*|" * ${h%.h}: "*) ;;
	*)	echo "$h:1: begin with a comment, \"$name: what it is for\""; rc=1 ;;
	esac
	grep -qx "#ifndef $guard" "$h" ||
	    { echo "$h: no #ifndef $guard"; rc=1; }
done
exit $rc
