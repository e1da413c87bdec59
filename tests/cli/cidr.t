$ ipplan cidr info 10.0.0.0/28 10.0.0.0/27 10.0.0.0/29 0.0.0.0/0 255.255.255.255 -o csv
prefix,family,first,last,addresses,usable,blocks28
10.0.0.0/28,ipv4,10.0.0.0,10.0.0.15,16,11,0
10.0.0.0/27,ipv4,10.0.0.0,10.0.0.31,32,27,0
10.0.0.0/29,ipv4,10.0.0.0,10.0.0.7,8,,
0.0.0.0/0,ipv4,0.0.0.0,255.255.255.255,4294967296,4294967291,268435454
255.255.255.255/32,ipv4,255.255.255.255,255.255.255.255,1,,
$ ipplan cidr info 2001:DB8::/32 ::/0 -o json
{
  "schema": "ipplan/v1",
  "command": "cidr",
  "info": [
    {"prefix": "2001:db8::/32", "family": "ipv6", "first": "2001:db8::", "last": "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "addresses": "79228162514264337593543950336", "usable": null, "blocks28": null},
    {"prefix": "::/0", "family": "ipv6", "first": "::", "last": "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "addresses": "340282366920938463463374607431768211456", "usable": null, "blocks28": null}
  ]
}
$ ipplan cidr info 10.0.65.0/19
ipplan: 10.0.65.0/19: host bits set; did you mean 10.0.64.0/19 or 10.0.65.0/32?
[2]
$ ipplan cidr info 10.0.65.0/19 --truncate --columns prefix -o lines
10.0.64.0/19
$ ipplan cidr info 10.0.0.0-10.0.0.255 -o csv --no-headers --columns prefix
10.0.0.0/24
$ ipplan cidr info 10.0.0.0-10.0.0.254
ipplan: 10.0.0.0-10.0.0.254: not one prefix; see ipplan help cidr
[2]
$ ipplan cidr info used.txt
ipplan: used.txt: not an address (names are never looked up); see ipplan help cidr
[2]
$ ipplan cidr info 10.0.0.0/24 9.0.0.0/24 ::/64 9.0.0.0/8 --sort-by prefix --columns prefix
PREFIX
9.0.0.0/8
9.0.0.0/24
10.0.0.0/24
::/64
$ ipplan cidr merge 10.0.1.0/24 10.0.0.0/24 ::/1 8000::/1 255.255.255.255 0.0.0.0/1 128.0.0.0/1
0.0.0.0/0
::/0
$ ipplan cidr merge used.txt 10.0.4.0/24
10.0.0.0/22
10.0.4.0/23
10.0.6.0/25
10.0.8.0/23
$ printf '10.0.0.0/25\n10.0.0.128/25\n' | ipplan cidr merge
10.0.0.0/24
$ printf '10.0.0.0/25\n' | ipplan cidr merge - -
ipplan: -: standard input can be read only once; see ipplan help cidr
[2]
$ printf '10.0.0.0/25\n\n 10.0.0.5/24 # x\n' | ipplan cidr merge -
ipplan: standard input:3:2: 10.0.0.5/24: host bits set; did you mean 10.0.0.0/24 or 10.0.0.5/32?
[3]
$ printf '10.0.0.0/25\n\n 10.0.0.5/24 # x\n' | ipplan cidr merge - --truncate -o jsonl
{"prefix": "10.0.0.0/24"}
$ printf '10.0.0.0/8\0/16\n' | ipplan cidr merge
ipplan: standard input:1:11: 10.0.0.0/8\x00/16: NUL byte in input
[3]
$ printf '::ffff:10.0.0.0/104\n10.0.0.0/8\n' | ipplan cidr merge
10.0.0.0/8
::ffff:10.0.0.0/104
$ printf '::ffff:10.0.0.0/104\n10.0.0.0/8\n' | ipplan cidr merge --map4
10.0.0.0/8
$ gzip -c used.txt >used.gz && ipplan cidr count used.gz used.txt
1920
$ gzip -c used.txt | head -c 40 >short.gz; ipplan cidr count short.gz
ipplan: short.gz: gzip data ends too soon
[3]
$ mkdir sets && cp used.txt sets/a && echo 10.9.0.0/16 >sets/b && ipplan cidr count sets
67456
$ ipplan cidr merge nosuch.txt
ipplan: nosuch.txt: neither a prefix nor a file
[3]
$ ipplan cidr merge 10.0.0.0/33
ipplan: 10.0.0.0/33: prefix length out of range 0-32; see ipplan help cidr
[2]
$ ipplan cidr merge -10.0.0.0/8
ipplan: -10.0.0.0/8: octet -10 is not decimal; see ipplan help cidr
[2]
$ touch 10.1 && ipplan cidr merge 10.1
ipplan: 10.1: need four octets, not 2; the file is ./10.1; see ipplan help cidr
[2]
$ ipplan cidr merge --column services clusters.csv
172.20.0.0/16
fd00:10::/108
$ ipplan cidr merge --column service clusters.csv
ipplan: clusters.csv:1: service: no such column (did you mean services?)
[3]
$ printf 'n,cidr\na,"10.0.0.0/8\nb,c\n' | ipplan cidr merge --column cidr
ipplan: standard input:2: a quote is never closed
[3]
$ printf 'n,cidr\n"a\n\na",10.0.0.0/8\nb,10.0.0.1/8\n' | ipplan cidr merge --column cidr
ipplan: standard input:5: 10.0.0.1/8: host bits set; did you mean 10.0.0.0/8 or 10.0.0.1/32?
[3]
$ ipplan cidr subtract 10.0.0.0/8 10.0.0.0-10.255.255.253
10.255.255.254/31
$ ipplan cidr subtract ::/0 ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe
ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128
$ ipplan cidr subtract 10.0.0.0/8 10.0.0.0/7
$ ipplan cidr intersect 10.0.0.0/21 used.txt -o csv
prefix
10.0.0.0/22
10.0.5.0/24
10.0.6.0/25
$ ipplan cidr intersect 10.0.0.0/8 ::/0
$ ipplan cidr gaps --within 10.0.0.0/22
10.0.0.0/22
$ ipplan cidr gaps --within 255.255.255.0/24 255.255.255.1-255.255.255.255
255.255.255.0/32
$ ipplan cidr gaps used.txt
ipplan: gaps needs --within; see ipplan help cidr
[2]
$ ipplan cidr overlap used.txt; echo none
A  B  RELATION  SHARED  A_WHERE  B_WHERE
none
$ ipplan cidr overlap used.txt 10.0.6.64-10.0.9.255 -o csv
a,b,relation,shared,a_where,b_where,a_label,b_label
10.0.6.0/25,10.0.6.64-10.0.9.255,partial,10.0.6.64/26,used.txt:4,operand 2,appliances,
10.0.8.0/23,10.0.6.64-10.0.9.255,within,10.0.8.0/23,used.txt:5,operand 2,pods,
[1]
$ ipplan cidr overlap --column services clusters.csv
A              B              RELATION  SHARED         A_WHERE         B_WHERE
172.20.0.0/16  172.20.0.0/17  contains  172.20.0.0/17  clusters.csv:2  clusters.csv:3
[1]
$ ipplan cidr overlap 10.0.0.0/8 10.0.0.0/8 -o json
{
  "schema": "ipplan/v1",
  "command": "cidr",
  "overlap": [
    {"a": "10.0.0.0/8", "b": "10.0.0.0/8", "relation": "equal", "shared": "10.0.0.0/8", "a_where": "operand 1", "b_where": "operand 2", "a_label": null, "b_label": null}
  ]
}
[1]
$ ipplan cidr contains 10.0.0.0/8 <access.log
10.0.0.17 - - "GET / HTTP/1.1" 200
client 10.0.5.9, upstream 10.1.0.4
10.0.7.1 - - "GET / HTTP/1.1" 404
$ ipplan cidr contains 10.0.0.0/8 --invert <access.log
110.0.0.17 - - "GET / HTTP/1.1" 200
2001:db8::7 - - "GET / HTTP/1.1" 200
$ ipplan cidr contains 10.0.0.0/8 10.0.5.0/24 ::/0 --match <access.log
10.0.0.0/8	10.0.0.17 - - "GET / HTTP/1.1" 200
10.0.5.0/24	client 10.0.5.9, upstream 10.1.0.4
10.0.0.0/8	10.0.7.1 - - "GET / HTTP/1.1" 404
::/0	2001:db8::7 - - "GET / HTTP/1.1" 200
$ ipplan cidr contains 192.0.2.0/24 <access.log
[1]
$ printf 'n,ip\n=1,10.0.0.1\n"a,b",10.0.0.1 and 11.0.0.1\nc,12.0.0.1\n' | ipplan cidr contains 11.0.0.0/8 10.0.0.0/8 --column ip --match
n,ip,match
'=1,10.0.0.1,10.0.0.0/8
"a,b",10.0.0.1 and 11.0.0.1,10.0.0.0/8
$ printf 'x\n\0\n' | ipplan cidr contains ::/0
ipplan: standard input:2:1: NUL byte in input
[3]
$ ipplan cidr contains - <access.log
ipplan: -: standard input can be read only once; see ipplan help cidr
[2]
$ ipplan cidr split 10.0.0.0/22 --length 24
10.0.0.0/24
10.0.1.0/24
10.0.2.0/24
10.0.3.0/24
$ ipplan cidr split 2001:db8::/32 --count 4
2001:db8::/34
2001:db8:4000::/34
2001:db8:8000::/34
2001:db8:c000::/34
$ ipplan cidr split 10.0.0.0/22 --count 3
ipplan: --count 3: must be a power of two; see ipplan help cidr
[2]
$ ipplan cidr split 10.0.0.0/22 --length 21
ipplan: --length: no blocks of /21: a /22 splits into /22 to /32; see ipplan help cidr
[2]
$ ipplan cidr split ::/0 --length 128
ipplan: --length 128: more than 16777216 blocks; see ipplan help cidr
[2]
$ ipplan cidr split ::/0 --count 1
::/0
$ ipplan cidr split 10.0.0.0/22
ipplan: split needs --length or --count, one of them; see ipplan help cidr
[2]
$ ipplan cidr next --within 10.0.0.0/20 --length 24 --count 3 used.txt
10.0.4.0/24
10.0.7.0/24
10.0.10.0/24
$ ipplan cidr next --within 10.0.0.0/20 --length 24 --count 8 used.txt
10.0.4.0/24
10.0.7.0/24
10.0.10.0/24
10.0.11.0/24
10.0.12.0/24
10.0.13.0/24
10.0.14.0/24
10.0.15.0/24
$ ipplan cidr next --within 10.0.0.0/24 --length 28 10.0.0.0/8
ipplan: 10.0.0.0/24: no address is free
[1]
$ ipplan cidr next --within 10.0.0.0/24 --length 23
ipplan: --length 23: expected 24 to 32, as --within is a /24; see ipplan help cidr
[2]
$ ipplan cidr next --within ::/0 --length 128 --count 2 ::/1
8000::/128
8000::1/128
$ ipplan cidr count 0.0.0.0/0 ::/0
340282366920938463463374607436063178752
$ printf '' | ipplan cidr count
0
$ ipplan cidr count 0.0.0.0/0 -o json | grep addresses
    {"addresses": 4294967296}
$ ipplan cidr count ::/0 -o json | grep addresses
    {"addresses": "340282366920938463463374607431768211456"}
$ ipplan cidr
ipplan: no operation; see ipplan help cidr
[2]
$ ipplan cidr merg
ipplan: merg: no such operation (did you mean merge?); see ipplan help cidr
[2]
$ ipplan cidr merge --within 10.0.0.0/8
ipplan: merge takes no --within; see ipplan help cidr
[2]
$ ipplan cidr subtract used.txt
ipplan: subtract: number of operands is 1, expected 2; see ipplan help cidr
[2]
$ ipplan cidr next --within 10.0.0.0/8
ipplan: next needs --length or --size; see ipplan help cidr
[2]
$ ipplan cidr gaps --within 10.0.0.0/8 10.0.0.0/8 -o json
{
  "schema": "ipplan/v1",
  "command": "cidr",
  "gaps": [],
  "lengths": [],
  "free": [
    {"addresses": 0, "largest": null, "fragmentation": null}
  ]
}
$ ipplan cidr gaps --within ::/0 -o json
{
  "schema": "ipplan/v1",
  "command": "cidr",
  "gaps": [
    {"prefix": "::/0"}
  ],
  "lengths": [
    {"length": 0, "blocks": 1, "addresses": "340282366920938463463374607431768211456"}
  ],
  "free": [
    {"addresses": "340282366920938463463374607431768211456", "largest": "::/0", "fragmentation": 0}
  ]
}
$ ipplan cidr gaps --within ::/0 --table lengths ::1 -o csv | tail -n 3
126,1,4
127,1,2
128,1,1
$ ipplan cidr next --within 10.0.0.0/20 --size 25x2 --size 24 --length 22 used.txt
10.0.4.0/24
10.0.6.128/25
10.0.7.0/25
10.0.12.0/22
$ ipplan cidr next --within 10.0.0.0/20 --size 25x2 --size 24x9 --length 22 used.txt
ipplan: 10.0.0.0/20: no room for 9 x /24 beside the larger ones, 4 fit; the largest free block is 10.0.12.0/22, addresses free: 2176
[1]
$ ipplan cidr next --within 10.0.0.0/20 --size 25x2 --size 24 --length 22 --preview used.txt
next
PREFIX
10.0.4.0/24
10.0.6.128/25
10.0.7.0/25
10.0.12.0/22

lengths
LENGTH  BLOCKS  ADDRESSES
    23       1        512
    25       1        128

free
ADDRESSES  LARGEST       FRAGMENTATION
      640  10.0.10.0/23             20
$ ipplan cidr next --within 10.0.0.0/20 --size 25x2 --size 24 --length 22 --preview used.txt -o lines
10.0.4.0/24
10.0.6.128/25
10.0.7.0/25
10.0.12.0/22
$ (cat used.txt; ipplan cidr next --within 10.0.0.0/20 --size 25x2 --size 24 --length 22 used.txt) | ipplan cidr gaps --within 10.0.0.0/20 - -o json | sed '1,/]/d'
  "lengths": [
    {"length": 23, "blocks": 1, "addresses": 512},
    {"length": 25, "blocks": 1, "addresses": 128}
  ],
  "free": [
    {"addresses": 640, "largest": "10.0.10.0/23", "fragmentation": 20}
  ]
}
$ ipplan cidr next --within 10.0.0.0/20 --size 25x2 --size 24 --length 22 --preview used.txt -o json | sed '1,/]/d'
  "lengths": [
    {"length": 23, "blocks": 1, "addresses": 512},
    {"length": 25, "blocks": 1, "addresses": 128}
  ],
  "free": [
    {"addresses": 640, "largest": "10.0.10.0/23", "fragmentation": 20}
  ]
}
$ ipplan cidr next --within ::/0 --length 0 --preview -o json
{
  "schema": "ipplan/v1",
  "command": "cidr",
  "next": [
    {"prefix": "::/0"}
  ],
  "lengths": [],
  "free": [
    {"addresses": 0, "largest": null, "fragmentation": null}
  ]
}
$ ipplan cidr next --within 10.0.0.0/20 --length 21 --preview used.txt
ipplan: 10.0.0.0/20: no room for 1 x /21, 0 fit; the largest free block is 10.0.12.0/22, addresses free: 2176
[1]
$ ipplan cidr gaps --within 10.0.0.0/20 --preview used.txt
ipplan: gaps takes no --preview; see ipplan help cidr
[2]
$ ipplan cidr next --within 10.0.0.0/20 --size 25x
ipplan: --size 25x: expected a length, or a length, x and how many, as in 24x3 or 24x3=web; see ipplan help cidr
[2]
$ ipplan cidr next --within 10.0.0.0/20 --size 25x0
ipplan: --size 25x0: expected a length, or a length, x and how many, as in 24x3 or 24x3=web; see ipplan help cidr
[2]
$ ipplan cidr next --within 10.0.0.0/20 --size 0025
ipplan: --size 0025: expected a length, or a length, x and how many, as in 24x3 or 24x3=web; see ipplan help cidr
[2]
$ ipplan cidr next --within 10.0.0.0/20 --size 12
ipplan: --size 12: expected 20 to 32, as --within is a /20; see ipplan help cidr
[2]
$ ipplan cidr next --within 10.0.0.0/20 --size 24 --count 3
ipplan: --count goes with --length: of several sizes, write --size 24x3; see ipplan help cidr
[2]
$ ipplan cidr next --within 10.0.0.0/8 --size 30x9000000 --size 31x9000000
ipplan: 18000000 blocks: at most 16777216; see ipplan help cidr
[2]
$ mkdir folder && mkfifo folder/fifo && echo 10.0.0.0/8 >folder/list && timeout 5 ipplan cidr merge folder
10.0.0.0/8
$ printf '10.0.0.0/25 # web\n10.0.0.128/25 # web\n10.0.1.0/24\n10.0.0.0/24 #db\n' >named.txt; ipplan cidr merge --labels named.txt
10.0.0.0/24	# db
10.0.0.0/24	# web
10.0.1.0/24
$ ipplan cidr merge --labels named.txt | ipplan cidr merge --labels - | ipplan cidr merge --labels --ranges -o json
{
  "schema": "ipplan/v1",
  "command": "cidr",
  "merge": [
    {"range": "10.0.0.0/24", "label": "db"},
    {"range": "10.0.0.0/24", "label": "web"},
    {"range": "10.0.1.0/24", "label": null}
  ]
}
$ ipplan cidr merge --labels --ranges named.txt 10.0.2.0-10.0.2.2
10.0.0.0/24	# db
10.0.0.0/24	# web
10.0.1.0-10.0.2.2
$ ipplan cidr merge --ranges named.txt ::1-::4
10.0.0.0/23
::1-::4
$ ipplan cidr merge named.txt -o csv --labels --sort-by label
prefix,label
10.0.1.0/24,
10.0.0.0/24,db
10.0.0.0/24,web
$ printf 'label,prefix\n"a\nb\t",10.0.0.0/25\n,10.0.0.128/25\n=1,10.0.1.0/24\n' >named.csv; ipplan cidr merge --column prefix --labels named.csv
10.0.0.0/25	# a b 
10.0.0.128/25
10.0.1.0/24	# =1
$ ipplan cidr merge --column prefix --labels named.csv -o csv
prefix,label
10.0.0.0/25,a b 
10.0.0.128/25,
10.0.1.0/24,'=1
$ ipplan cidr merge --column prefix --labels named.csv -o json
{
  "schema": "ipplan/v1",
  "command": "cidr",
  "merge": [
    {"prefix": "10.0.0.0/25", "label": "a b "},
    {"prefix": "10.0.0.128/25", "label": null},
    {"prefix": "10.0.1.0/24", "label": "=1"}
  ]
}
$ ipplan cidr intersect --labels named.txt 10.0.0.64-10.0.1.0
10.0.0.64/26	# db
10.0.0.64/26	# web
10.0.0.128/25	# db
10.0.0.128/25	# web
10.0.1.0/32
$ ipplan cidr subtract --labels --column prefix named.csv 10.0.0.0/24 -o jsonl
{"prefix": "10.0.1.0/24", "label": "=1"}
$ printf 'prefix\n10.0.0.0/25\n' >bare.csv; ipplan cidr subtract --labels --column prefix named.csv bare.csv
10.0.0.128/25
10.0.1.0/24	# =1
$ ipplan cidr subtract --labels --column prefix bare.csv named.csv
ipplan: bare.csv:1: label: no such column
[3]
$ ipplan cidr overlap --column prefix bare.csv named.csv -o csv
a,b,relation,shared,a_where,b_where,a_label,b_label
10.0.0.0/25,10.0.0.0/25,equal,10.0.0.0/25,bare.csv:2,named.csv:2,,a b 
[1]
$ ipplan cidr count --labels named.txt ::/0 -o csv
addresses,label
340282366920938463463374607431768211712,
256,db
256,web
$ ipplan cidr gaps --within 10.0.0.0/22 --ranges named.txt
10.0.2.0/23
$ ipplan cidr gaps --within 10.0.0.0/22 --labels named.txt
ipplan: gaps takes no --labels; see ipplan help cidr
[2]
$ ipplan cidr next --within 10.0.0.0/22 --size 26x2=b --size 24 --size 26=a,a named.txt -o csv
prefix,label
10.0.2.0/24,
10.0.3.0/26,b
10.0.3.64/26,b
10.0.3.128/26,"a,a"
$ ipplan cidr next --within 10.0.0.0/22 --size 26x2=
ipplan: --size 26x2=: expected a length, or a length, x and how many, as in 24x3 or 24x3=web; see ipplan help cidr
[2]
$ ipplan cidr next --within 10.0.0.0/22 --size "26=$(printf 'a\nb')"
ipplan: --size 26: control character in the label; see ipplan help cidr
[2]
$ ipplan cidr next --within 10.0.0.0/22 --size 26=a named.txt >>named.txt && tail -n 1 named.txt && ipplan cidr overlap --labels named.txt --columns a,b,a_label,b_label
10.0.2.0/26	# a
A            B              A_LABEL  B_LABEL
10.0.0.0/24  10.0.0.0/25    db       web
10.0.0.0/24  10.0.0.128/25  db       web
[1]
