$ printf '10.0.0.0/8\t# core\n10.1.0.0/16\t# branch,  one  \n192.0.2.0-192.0.2.9\n2001:db8::/32 #\n' >net.txt
$ printf 'prefix,label\n10.1.0.0/16,branch\n10.0.0.0/8,\n' >net.csv
$ ipplan cidr overlap net.txt --labels -o csv
a,b,relation,shared,a_where,b_where,a_label,b_label
10.0.0.0/8,10.1.0.0/16,contains,10.1.0.0/16,net.txt:1,net.txt:2,core,"branch,  one"
[1]
$ ipplan cidr overlap net.txt 10.1.2.3 --labels -o lines
10.0.0.0/8	10.1.2.3/32	contains	10.1.2.3/32	net.txt:1	operand 2	core	
10.1.0.0/16	10.1.2.3/32	contains	10.1.2.3/32	net.txt:2	operand 2	branch,  one	
[1]
$ ipplan cidr overlap net.csv --column prefix --labels -o json
{
  "schema": "ipplan/v1",
  "command": "cidr",
  "overlap": [
    {"a": "10.0.0.0/8", "b": "10.1.0.0/16", "relation": "contains", "shared": "10.1.0.0/16", "a_where": "net.csv:3", "b_where": "net.csv:2", "a_label": null, "b_label": "branch"}
  ]
}
[1]
$ ipplan cidr overlap net.csv --column prefix
A           B            RELATION  SHARED       A_WHERE    B_WHERE
10.0.0.0/8  10.1.0.0/16  contains  10.1.0.0/16  net.csv:3  net.csv:2
[1]
$ printf '10.1.0.0/17 # a\n11.0.0.0/8 # b\n\n192.0.2.8/29\n10.0.0.0/7 # c\r\n2001:db8::1' | ipplan cidr contains net.txt --entries
10.1.0.0/17 # a
192.0.2.8/29
10.0.0.0/7 # c
2001:db8::1
$ printf '10.1.0.0/17 # a\n11.0.0.0/8 # b\n\n192.0.2.16/28\n' | ipplan cidr contains net.txt --entries --invert
11.0.0.0/8 # b
192.0.2.16/28
$ printf '10.1.0.0/17 # a\n11.0.0.0/8/8 # b\n' | ipplan cidr contains net.txt --entries
10.1.0.0/17 # a
ipplan: standard input:2:1: 11.0.0.0/8/8: trailing characters after prefix length: /8
[3]
$ printf 'n,p\na,10.1.0.0/17\nb,\nc,11.0.0.0/8\n' | ipplan cidr contains net.txt --entries --column p
n,p
a,10.1.0.0/17
$ printf 'x 10.1.9.9\n 192.0.2.9 -\n10.2.0.1\n2001:db8::7\n' | ipplan cidr contains net.txt --match --labels
10.1.0.0/16	branch,  one	x 10.1.9.9
192.0.2.8/31		 192.0.2.9 -
10.0.0.0/8	core	10.2.0.1
2001:db8::/32		2001:db8::7
$ printf 'x 10.1.9.9\n 192.0.2.9 -\n10.2.0.1\n' | ipplan cidr contains net.txt --start
 192.0.2.9 -
10.2.0.1
$ printf 'ip,n\n10.1.9.9,1\n10.2.0.1,2\n' | ipplan cidr contains net.csv --set-column prefix --column ip --match --labels
ip,n,match,label
10.1.9.9,1,10.1.0.0/16,branch
10.2.0.1,2,10.0.0.0/8,
$ printf 'ip,label\n10.1.9.9,1\n' | ipplan cidr contains net.csv --set-column prefix --column ip --match --labels
ipplan: standard input:1: --match adds a column label, but there is one
[3]
$ printf 'ip,x,x\n10.1.9.9,1,2\n' | ipplan cidr contains net.txt --column ip -o json
ipplan: standard input:1: x: two columns have that name
[3]
$ ipplan cidr contains net.txt --column prefix --set-column name <net.csv
ipplan: net.txt:1: name: no such column
[3]
$ ipplan cidr contains net.txt --labels <net.csv
ipplan: --labels needs --match; see ipplan help cidr
[2]
$ ipplan cidr contains net.txt --entries --start <net.csv
ipplan: --entries goes without --match and --start; see ipplan help cidr
[2]
$ printf '10.1.2.3' | ipplan cidr contains net.txt
10.1.2.3
$ printf 'a\n10.1.2.3 x\n\0\n' | ipplan cidr contains net.txt
10.1.2.3 x
ipplan: standard input:3:1: NUL byte in input
[3]
$ printf 'a\n10.1.2.3 x\nb\n\nc' | ipplan cidr contains net.txt --invert
a
b

c
$ printf '::ffff:10.0.0.9 1.2.3.4:80 10.0.0.8:80 a10.0.0.7\n[2001:db8::1]:443\n' | ipplan cidr contains net.txt --match --map4
10.0.0.0/8	::ffff:10.0.0.9 1.2.3.4:80 10.0.0.8:80 a10.0.0.7
2001:db8::/32	[2001:db8::1]:443
