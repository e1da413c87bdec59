$ ipplan diff market market-later
diff
NAME      CLASS               OWNER             BEFORE  AFTER  CHANGE
market-a  leaked              leaked/market         17     34      17
market-a  free                -                    147    132     -15
market-a  assigned            nodegroup/stalls      13     18       5
market-a  prefix_slack        nodegroup/stalls      67     62      -5
market-a  node_primary        nodegroup/stalls       3      2      -1
market-a  eni_primary         nodegroup/stalls       1      0      -1
market-a  orphan              orphan                 1      0      -1
market-a  rds                 rds/amazon-rds         0      1       1
market-b  prefix_reservation  -                     95     79     -16
market-b  prefix_slack        nodegroup/stalls      27     40      13
market-b  assigned            nodegroup/stalls       5      8       3
market-b  free                -                    107    106      -1
market-b  node_primary        nodegroup/stalls       1      2       1

owners
OWNER             BEFORE  AFTER  CHANGE
leaked/market         17     34      17
nodegroup/stalls     117    132      15
orphan                 1      0      -1
rds/amazon-rds         0      1       1

classes
CLASS               BEFORE  AFTER  CHANGE
eni_primary              1      0      -1
assigned                18     26       8
prefix_slack            94    102       8
rds                      0      1       1
orphan                   1      0      -1
leaked                  17     34      17
prefix_reservation      95     79     -16
free                   254    238     -16

enis
NAME      ENI                   WHAT   CLASS_OLD     CLASS_NEW     OWNER_OLD         OWNER_NEW         BEFORE  AFTER  CHANGE
market-a  eni-0market000000004  grew   node_primary  node_primary  nodegroup/stalls  nodegroup/stalls      33     49      16
market-a  eni-0market000000002  went   node_primary  -             nodegroup/stalls  -                      1      0      -1
market-a  eni-0market000000008  went   orphan        -             orphan            -                      1      0      -1
market-a  eni-0market000000011  came   -             rds           -                 rds/amazon-rds         0      1       1
market-a  eni-0market000000003  moved  cni           leaked        nodegroup/stalls  leaked/market         17     17       0
market-b  eni-0market000000010  came   -             node_primary  -                 nodegroup/stalls       0     17      17

254 addresses were free, 238 are: -16
[1]
$ ipplan diff market-later market --table diff -o csv --columns name,class,owner,change
name,class,owner,change
market-a,leaked,leaked/market,-17
market-a,free,,15
market-a,assigned,nodegroup/stalls,-5
market-a,prefix_slack,nodegroup/stalls,5
market-a,node_primary,nodegroup/stalls,1
market-a,eni_primary,nodegroup/stalls,1
market-a,orphan,orphan,1
market-a,rds,rds/amazon-rds,-1
market-b,prefix_reservation,,16
market-b,prefix_slack,nodegroup/stalls,-13
market-b,assigned,nodegroup/stalls,-3
market-b,free,,1
market-b,node_primary,nodegroup/stalls,-1
[1]
$ ipplan diff market market-later -o json --columns owner,change
{
  "schema": "ipplan/v1",
  "command": "diff",
  "diff": [
    {"owner": "leaked/market", "change": 17},
    {"owner": null, "change": -15},
    {"owner": "nodegroup/stalls", "change": 5},
    {"owner": "nodegroup/stalls", "change": -5},
    {"owner": "nodegroup/stalls", "change": -1},
    {"owner": "nodegroup/stalls", "change": -1},
    {"owner": "orphan", "change": -1},
    {"owner": "rds/amazon-rds", "change": 1},
    {"owner": null, "change": -16},
    {"owner": "nodegroup/stalls", "change": 13},
    {"owner": "nodegroup/stalls", "change": 3},
    {"owner": null, "change": -1},
    {"owner": "nodegroup/stalls", "change": 1}
  ],
  "owners": [
    {"owner": "leaked/market", "change": 17},
    {"owner": "nodegroup/stalls", "change": 15},
    {"owner": "orphan", "change": -1},
    {"owner": "rds/amazon-rds", "change": 1}
  ],
  "verdict": "254 addresses were free, 238 are: -16"
}
[1]
$ ipplan diff market market
nothing changed
$ ipplan diff market shop --table classes -q
CLASS                 BEFORE  AFTER  CHANGE
aws_reserved              10     25      15
eni_primary                1      4       3
assigned                  18     28      10
warm                       0     44      44
prefix_slack              94      0     -94
control_plane              0      2       2
load_balancer              1      2       1
nat                        0      1       1
endpoint                   0      2       2
lambda                     1      0      -1
efs                        0      1       1
rds                        0      2       2
other                      0      1       1
orphan                     1      0      -1
leaked                    17      0     -17
prefix_reservation        95      0     -95
explicit_reservation      16      0     -16
unaccounted                0      3       3
free                     254    777     523

254 addresses were free, 777 are: +523
[1]
$ ipplan diff market market-later --redact --table enis --columns name,eni,what,owner_new
NAME     ENI     WHAT   OWNER_NEW
name-r2  eni-r1  grew   name-r9
name-r2  eni-r2  went   -
name-r2  eni-r3  went   -
name-r2  eni-r4  came   name-r11
name-r2  eni-r5  moved  name-r8
name-r3  eni-r6  came   name-r9

254 addresses were free, 238 are: -16
[1]
$ ipplan diff market
ipplan: diff needs two snapshots, the older first: a folder of documents each, or a file; see ipplan help diff
[2]
$ ipplan diff market market-later shop
ipplan: diff needs two snapshots, the older first: a folder of documents each, or a file; see ipplan help diff
[2]
$ ipplan diff market market/nodes.json
ipplan: market/nodes.json: no subnet in these documents; give aws ec2 describe-subnets and describe-network-interfaces
[4]
$ ipplan diff missing market
ipplan: missing: cannot read: No such file or directory
[3]
$ sed 's/10.30.1.0.24/10.30.1.0\/25/' market/subnets.json > odd.json; ipplan diff market/subnets.json odd.json
ipplan: odd.json:14:5: subnet-0market000000000b: CidrBlock is 10.30.1.0/25 here and 10.30.1.0/24 in market/subnets.json:14; these are not two snapshots of one account
[3]
