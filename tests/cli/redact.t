$ ipplan blocks market --redact --subnet market-a --need 3
blocks
NAME     CIDR          AVAILABLE  BLOCKS  AWS  DELEGATED  SPOILT  DELIVERABLE
name-r2  10.30.0.0/24        147      16    2          6       6            2

spoilers
NAME     ENI     CLASS          HOLDER   ADDRESSES  BLOCKS  ALONE  GOES_WITH
name-r2  eni-r1  cni            i-r2             1       1      1  node
name-r2  eni-r2  node_primary   i-r3             1       1      1  node
name-r2  eni-r3  cni            i-r4             1       1      1  eni
name-r2  eni-r4  lambda         name-r5          1       1      1  -
name-r2  eni-r5  orphan         -                1       1      1  eni
name-r2  eni-r6  node_primary   i-r2             1       1      0  node
name-r2  eni-r7  load_balancer  name-r4          1       1      0  -

need
NAME     NEED  POSSIBLE  RECYCLE  METHOD  BOUND  GAIN  MOST
name-r2     3  yes             2  exact       2     3     5

recycle
NAME     KIND  ID      NODE  CLASS   CLUSTER  ADDRESSES  SPOILS
name-r2  eni   eni-r5  -     orphan  -                1       1
name-r2  eni   eni-r3  -     cni     name-r1          1       1
$ ipplan usage -v market --redact --table leaks -o csv
ipplan: name-r1/network-interfaces.json: describe-network-interfaces (9)
ipplan: name-r1/nodes.json: kubectl get nodes (4)
ipplan: name-r1/pods.json: kubectl get pods (18)
ipplan: name-r1/reservations.json: get-subnet-cidr-reservations (2)
ipplan: name-r1/subnets.json: describe-subnets (2)
eni,subnet,class,cluster,owner,addresses,prefixes,since,age_days
eni-r1,subnet-r1,cni,name-r1,i-r4,17,1,,
$ ipplan import shop --redact | sed -n '/^nodegroups/,/^load_balancers/p'
nodegroups:
  - name: name-r9
    instance_type: m5.large
    nodes: {min: 3, desired: 3, max: 9}
    subnets: [name-r2, name-r3, name-r4]
    pods_per_node: 9  # guessed: the fullest of its 3 nodes now; the mean is 8.0
    max_pods: 29
    update: {strategy: default, max_unavailable: 33%}
  - name: name-r10
    instance_type: c6a.large  # guessed: the types of its nodes now
    nodes: 1  # guessed: the number there is now; least and most are in none of these documents
    subnets: [name-r3]  # guessed: where its nodes are now
    pods_per_node: 4  # guessed: as many as its only node has now
    max_pods: 29
    update: {strategy: karpenter}  # guessed: its budgets are in none of these documents
load_balancers:
$ ipplan import shop --redact > words.yaml; ipplan plan words.yaml --columns subnet,steady,fits
SUBNET   STEADY  FITS
name-r2      25  yes
name-r3      44  yes
name-r4      24  yes
name-r5       9  yes
name-r6       8  yes

fits
$ ipplan plan starter.yaml --redact --table limits --columns limit,scope | head -n 3
LIMIT              SCOPE
addresses          subnet/name-r2
addresses          subnet/name-r3
$ ipplan check starter.yaml --redact --columns id,where,message | head -n 2
ID              WHERE                           MESSAGE
EKS-CNI-001     name-r1.yaml:8 subnet/name-r2   257 of 251 addresses at rest, short by 6
$ # A folder's name, an ARN and a host name in a message:
$ printf '{"Subnets": [{"SubnetId": "arn:aws:ec2:eu-central-1:111122223333:subnet/x", "CidrBlock": "10.0.0.0/33"}]}' > bad.json; mkdir acme; mv bad.json acme; ipplan usage acme/bad.json --redact
ipplan: name-r1/bad.json:1:90: 10.0.0.0/33: prefix length out of range 0-32
[3]
$ ipplan cidr overlap clusters.csv --column services --redact
A              B              RELATION  SHARED         A_WHERE  B_WHERE
172.20.0.0/16  172.20.0.0/17  contains  172.20.0.0/17  name-r1  name-r2
[1]
$ ipplan blocks market --redact --subnet market-c
ipplan: name-r1-c: no such subnet in the documents (did you mean name-r2 or name-r3?)
[4]
$ ipplan limits m5.large --redact --columns instance_type,arch,max_enis
INSTANCE_TYPE  ARCH   MAX_ENIS
m5.large       amd64         3
$ awk 'BEGIN { print "timestamp,series,used"; for (i = 0; i < 60; i++) for (n = split("of likely pods nodes series", s, " "); n > 0; n--) printf "%d,%s,%d\n", 1780272000 + i * 86400, s[n], 50 + i }' >words.csv
$ ipplan forecast words.csv --capacity 150 --redact -v --min-days 200 --columns series,resource,reason
ipplan: words.csv: CSV (300 samples)
SERIES   RESOURCE   REASON
name-r4  addresses  half of the paths or more get there in time
name-r2  addresses  half of the paths or more get there in time
name-r5  addresses  half of the paths or more get there in time
name-r3  addresses  half of the paths or more get there in time
name-r1  addresses  half of the paths or more get there in time

5 of 5 series likely to run out within 365 days; first name-r4 (addresses), by 2026-09-09 as likely as not; full before 2027-02-15 with more than 10 %: name-r4, name-r2, name-r5, name-r3, name-r1.
[1]
$ ipplan forecast words.csv --plan upgrade.yaml --redact -v --columns series,resource,scope
ipplan: words.csv: CSV (300 samples)
ipplan: warning: name-r6: nothing of the plan is called that; see --join
ipplan: warning: name-r9: nothing of the plan is called that; see --join
ipplan: warning: name-r10: nothing of the plan is called that; see --join
SERIES    RESOURCE   SCOPE
name-r9   -          -
name-r7   addresses  subnet/name-r2
name-r10  -          -
name-r8   addresses  subnet/name-r2
name-r6   -          -

1 of 2 series likely to run out within 365 days; first name-r7 (addresses), by 2026-07-30 as likely as not.
[1]
$ sed 's/private-a/lacks/g; s/name: [a-z]*$/name: addresses/; s/23}/26}/' rollout.yaml >lacks.yaml; ipplan plan lacks.yaml --redact --table subnets --columns subnet,binding
SUBNET   BINDING
name-r2  addresses

does not fit: subnet/name-r2 lacks 241 addresses at peak
[1]
$ ipplan upgrade lacks.yaml --redact | tail -n 1
fails: subnet/name-r2 lacks 141 addresses, from minute 0 on
