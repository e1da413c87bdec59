$ ipplan blocks market
blocks
NAME      CIDR          AVAILABLE  BLOCKS  AWS  DELEGATED  SPOILT  RESERVED  FREE_OUTSIDE  FREE_INSIDE  DELIVERABLE
market-a  10.30.0.0/24        147      16    2          6       6         0             2            0            2
market-b  10.30.1.0/24        123      16    2          2       0         1             6            5           11

spoilers
NAME      ENI                   CLASS          HOLDER                       ADDRESSES  BLOCKS  ALONE  GOES_WITH
market-a  eni-0market000000003  cni            i-0market000000002                   1       1      1  node
market-a  eni-0market000000004  node_primary   i-0market000000003                   1       1      1  node
market-a  eni-0market000000006  cni            i-0market000000009                   1       1      1  eni
market-a  eni-0market000000007  lambda         receipts-0a1b2c3d                    1       1      1  -
market-a  eni-0market000000008  orphan         -                                    1       1      1  eni
market-a  eni-0market000000002  node_primary   i-0market000000002                   1       1      0  node
market-a  eni-0market000000005  load_balancer  k8s-market-front-0123456789          1       1      0  -
$ ipplan blocks market -o json --map --fill 0..1 --need 1 --reserve /25 --subnet market-b
{
  "schema": "ipplan/v1",
  "command": "blocks",
  "blocks": [
    {"subnet": "subnet-0market000000000b", "name": "market-b", "az": "eu-central-1b", "cidr": "10.30.1.0/24", "available": 123, "blocks": 16, "aws": 2, "delegated": 2, "spoilt": 0, "reserved": 1, "free_outside": 6, "free_inside": 5, "deliverable": 11, "unaccounted": 0, "at_least": 11}
  ],
  "spoilers": [],
  "map": [
    {"subnet": "subnet-0market000000000b", "name": "market-b", "from": "10.30.1.0", "blocks": "#...e...PPppppp#"}
  ],
  "risk": [
    {"subnet": "subnet-0market000000000b", "name": "market-b", "singles": 0, "placed": 0, "prefixes": 1, "left_best": 11, "left_mean": 11.00, "left_worst": 11, "fails_best": false, "p_fail": 0.000000, "fails_worst": false},
    {"subnet": "subnet-0market000000000b", "name": "market-b", "singles": 1, "placed": 1, "prefixes": 1, "left_best": 11, "left_mean": 10.10, "left_worst": 10, "fails_best": false, "p_fail": 0.000000, "fails_worst": false}
  ],
  "need": [
    {"subnet": "subnet-0market000000000b", "name": "market-b", "need": 1, "possible": false, "recycle": null, "method": null, "bound": null, "gain": null, "most": 0}
  ],
  "recycle": [],
  "reserve": []
}
[1]
$ ipplan blocks market -o csv --map --table map
subnet,name,from,blocks
subnet-0market000000000a,market-a,10.30.0.0,#DD.2.11D1DD1D1#
subnet-0market000000000b,market-b,10.30.1.0,#...e...PPppppp#
$ ipplan blocks market --need 5 --table need
NAME      NEED  POSSIBLE  RECYCLE  METHOD  BOUND  GAIN  MOST
market-a     5  yes             4  exact       4     5     5
market-b     5  no              -  -           -     -     0
[1]
$ ipplan blocks market --need 5 --by eni --subnet market-a --table recycle
NAME      KIND  ID                    NODE  CLASS         CLUSTER  ADDRESSES  SPOILS
market-a  eni   eni-0market000000003  -     cni           market           1       1
market-a  eni   eni-0market000000008  -     orphan        -                1       1
market-a  eni   eni-0market000000004  -     node_primary  -                1       1
market-a  eni   eni-0market000000006  -     cni           market           1       1
$ ipplan blocks market --need 5 --subnet market-a --table recycle
NAME      KIND  ID                    NODE                                          CLASS   CLUSTER  ADDRESSES  SPOILS
market-a  node  i-0market000000002    ip-10-30-0-71.eu-central-1.compute.internal   -       market           1       1
market-a  eni   eni-0market000000008  -                                             orphan  -                1       1
market-a  node  i-0market000000003    ip-10-30-0-150.eu-central-1.compute.internal  -       -                1       1
market-a  eni   eni-0market000000006  -                                             cni     market           1       1
$ ipplan blocks market-later --map --table map
NAME      FROM       BLOCKS
market-a  10.30.0.0  #DDD1.1.D1DD1D2#
market-b  10.30.1.0  #.1.e...PPPpppp#
$ ipplan blocks shop --columns name,delegable
ipplan: warning: subnet shop-private-c: 3 addresses are neither free nor on a listed ENI, so up to as many blocks less can be had
ipplan: warning: no CIDR reservations are in the documents; aws ec2 get-subnet-cidr-reservations has them
ipplan: delegable: no such column (did you mean delegated or deliverable?); see ipplan help blocks
[2]
$ ipplan blocks shop --columns name,deliverable,unaccounted,at_least
ipplan: warning: subnet shop-private-c: 3 addresses are neither free nor on a listed ENI, so up to as many blocks less can be had
ipplan: warning: no CIDR reservations are in the documents; aws ec2 get-subnet-cidr-reservations has them
NAME            DELIVERABLE  UNACCOUNTED  AT_LEAST
shop-private-a           13            0        13
shop-private-b           12            0        12
shop-private-c           13            3        10
shop-public-a             2            0         2
shop-public-b             2            0         2
$ ipplan blocks -q shop --subnet shop-private-c --fill 0..3 --next 13 --table risk
NAME            SINGLES  PLACED  PREFIXES  LEFT_BEST  LEFT_MEAN  LEFT_WORST  FAILS_BEST    P_FAIL  FAILS_WORST
shop-private-c        0       0        13         13      10.46          10  no          0.999231  yes
shop-private-c        1       1        13         13       9.72           9  no          0.999936  yes
shop-private-c        2       2        13         13       9.04           8  no          0.999995  yes
shop-private-c        3       3        13         13       8.39           7  no          1.000000  yes
$ ipplan blocks market --fill 100..102 --next 1 --subnet market-b --table risk
NAME      SINGLES  PLACED  PREFIXES  LEFT_BEST  LEFT_MEAN  LEFT_WORST  FAILS_BEST    P_FAIL  FAILS_WORST
market-b      100     100         1          5       5.00           5  no          0.000000  no
market-b      101     101         1          5       5.00           5  no          0.000000  no
market-b      102     102         1          5       5.00           5  no          0.000000  no
$ ipplan blocks
ipplan: blocks needs documents: the output of aws ec2 describe-subnets and describe-network-interfaces; see ipplan help blocks
[2]
$ ipplan blocks market --subnet market-c
ipplan: market-c: no such subnet in the documents (did you mean market-a or market-b?)
[4]
$ ipplan blocks market --subnet subnet-0market000000000a --subnet market-a --columns subnet
blocks
SUBNET
subnet-0market000000000a

spoilers
SUBNET
subnet-0market000000000a
subnet-0market000000000a
subnet-0market000000000a
subnet-0market000000000a
subnet-0market000000000a
subnet-0market000000000a
subnet-0market000000000a
$ ipplan blocks market/subnets.json
ipplan: no network interfaces are in the documents, so nobody can say which blocks are taken; add aws ec2 describe-network-interfaces
[4]
$ ipplan blocks market/network-interfaces.json
ipplan: no subnet with an IPv4 CIDR is in the documents; add aws ec2 describe-subnets
[4]
$ ipplan blocks market --fill 5..4
ipplan: --fill 5..4: expected a number, or A..B with A not above B; see ipplan help blocks
[2]
$ ipplan blocks market --fill 1..2000000
ipplan: --fill 1..2000000: more than 1000000 counts; see ipplan help blocks
[2]
$ ipplan blocks market --next 3
ipplan: --next goes with --fill, which says how many single addresses come before; see ipplan help blocks
[2]
$ ipplan blocks market --need 0
ipplan: --need 0: expected a whole number from 1 to 4096; see ipplan help blocks
[2]
$ ipplan blocks market --by eni
ipplan: --by goes with --need; see ipplan help blocks
[2]
$ ipplan blocks market --reserve /29
ipplan: --reserve /29: expected a prefix length from /16 to /28; see ipplan help blocks
[2]
$ ipplan blocks market --reserve /20
blocks
NAME      CIDR          AVAILABLE  BLOCKS  AWS  DELEGATED  SPOILT  RESERVED  FREE_OUTSIDE  FREE_INSIDE  DELIVERABLE
market-a  10.30.0.0/24        147      16    2          6       6         0             2            0            2
market-b  10.30.1.0/24        123      16    2          2       0         1             6            5           11

spoilers
NAME      ENI                   CLASS          HOLDER                       ADDRESSES  BLOCKS  ALONE  GOES_WITH
market-a  eni-0market000000003  cni            i-0market000000002                   1       1      1  node
market-a  eni-0market000000004  node_primary   i-0market000000003                   1       1      1  node
market-a  eni-0market000000006  cni            i-0market000000009                   1       1      1  eni
market-a  eni-0market000000007  lambda         receipts-0a1b2c3d                    1       1      1  -
market-a  eni-0market000000008  orphan         -                                    1       1      1  eni
market-a  eni-0market000000002  node_primary   i-0market000000002                   1       1      0  node
market-a  eni-0market000000005  load_balancer  k8s-market-front-0123456789          1       1      0  -

reserve
NAME  CIDR  BLOCKS  FREE  DELEGATED  SPOILT  AWS  HELD  FIXED  RECYCLE  TAKES
[1]
$ ipplan blocks market --reserve 24 --subnet market-a --table reserve
NAME      CIDR          BLOCKS  FREE  DELEGATED  SPOILT  AWS  HELD  FIXED  RECYCLE  TAKES
market-a  10.30.0.0/24      16     2          6       6    2     8      2        5    147
$ sed 's/"market-b"/"market-a"/' market/subnets.json > two.json; ipplan blocks two.json market/network-interfaces.json --subnet market-a
ipplan: market-a: both subnet-0market000000000a and subnet-0market000000000b are called so; give the id; see ipplan help blocks
[2]
$ sed 's/Count": 147/Count": 150/' market/subnets.json > odd.json; ipplan blocks odd.json market/network-interfaces.json market/reservations.json --subnet market-a --table blocks
ipplan: warning: subnet market-a: the documents are of different times: 3 addresses are free and on an ENI
NAME      CIDR          AVAILABLE  BLOCKS  AWS  DELEGATED  SPOILT  DELIVERABLE  UNACCOUNTED  AT_LEAST
market-a  10.30.0.0/24        150      16    2          6       6            2           -3         2
$ sed 's/Count": 147/Count": 140/' market/subnets.json > odd.json; ipplan blocks odd.json market/network-interfaces.json --subnet market-a --table blocks
ipplan: warning: subnet market-a: 7 addresses are neither free nor on a listed ENI, so up to as many blocks less can be had
ipplan: warning: no CIDR reservations are in the documents; aws ec2 get-subnet-cidr-reservations has them
NAME      CIDR          AVAILABLE  BLOCKS  AWS  DELEGATED  SPOILT  DELIVERABLE  UNACCOUNTED  AT_LEAST
market-a  10.30.0.0/24        140      16    2          6       6            2            7         0
$ ipplan blocks market --table map
ipplan: --table map goes with --map, which fills it; see ipplan help blocks
[2]
$ ipplan blocks market --table recycle
ipplan: --table recycle goes with --need, which fills it; see ipplan help blocks
[2]
$ ipplan blocks market --table maps
ipplan: maps: no such table; see ipplan help blocks
[2]
