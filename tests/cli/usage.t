$ ipplan usage shop
subnets
SUBNET                    NAME            VPC                   AZ             CIDR           SIZE  AWS_RESERVED  NODE_PRIMARY  ENI_PRIMARY  ASSIGNED  WARM  CONTROL_PLANE  LOAD_BALANCER  NAT  ENDPOINT  EFS  RDS  OTHER  UNACCOUNTED  FREE
subnet-0shoppra000000001  shop-private-a  vpc-0shop00000000001  eu-central-1a  10.20.0.0/24    256             5             1            1         9     9              1              0    0         1    1    0      1            0   227
subnet-0shopprb000000001  shop-private-b  vpc-0shop00000000001  eu-central-1b  10.20.1.0/24    256             5             2            2        11    25              1              0    0         1    0    1      0            0   208
subnet-0shopprc000000001  shop-private-c  vpc-0shop00000000001  eu-central-1c  10.20.2.0/24    256             5             1            1         8    10              0              0    0         0    0    1      0            3   227
subnet-0shoppua000000001  shop-public-a   vpc-0shop00000000001  eu-central-1a  10.20.10.0/26    64             5             0            0         0     0              0              1    1         0    0    0      0            0    57
subnet-0shoppub000000001  shop-public-b   vpc-0shop00000000001  eu-central-1b  10.20.11.0/26    64             5             0            0         0     0              0              1    0         0    0    0      0            0    58

residue
SUBNET                    NAME            TAKEN  LISTED  RESERVED  RESIDUE  CAUSES
subnet-0shoppra000000001  shop-private-a     24      24         0        0  -
subnet-0shopprb000000001  shop-private-b     43      43         0        0  -
subnet-0shopprc000000001  shop-private-c     24      21         0        3  ENIs that the export leaves out (a filter, another account), or another time
subnet-0shoppua000000001  shop-public-a       2       2         0        0  -
subnet-0shoppub000000001  shop-public-b       1       1         0        0  -

777 free, 0 leaked, 3 taken that no document explains
$ ipplan usage shop --table holders --columns eni,class,owner,node,address,addresses,assigned
ENI                    CLASS          OWNER                     NODE                                         ADDRESS     ADDRESSES  ASSIGNED
eni-0shop000000000001  control_plane  shop                      -                                            10.20.0.4           1         -
eni-0shop000000000003  node_primary   i-0shop000000000001       ip-10-20-0-5.eu-central-1.compute.internal   10.20.0.5          10         9
eni-0shop000000000004  cni            i-0shop000000000001       ip-10-20-0-5.eu-central-1.compute.internal   10.20.0.15         10         0
eni-0shop000000000014  endpoint       vpce-0shop00000000001     -                                            10.20.0.25          1         -
eni-0shop000000000018  efs            fs-0shop00000000001       -                                            10.20.0.26          1         -
eni-0shop000000000019  instance       i-0shop000000000099       -                                            10.20.0.27          1         -
eni-0shop000000000002  control_plane  shop                      -                                            10.20.1.4           1         -
eni-0shop000000000005  node_primary   i-0shop000000000002       ip-10-20-1-5.eu-central-1.compute.internal   10.20.1.5          10         7
eni-0shop000000000006  cni            i-0shop000000000002       ip-10-20-1-5.eu-central-1.compute.internal   10.20.1.15         10         0
eni-0shop000000000009  node_primary   i-0shop000000000004       ip-10-20-1-25.eu-central-1.compute.internal  10.20.1.25         10         4
eni-0shop000000000010  cni            i-0shop000000000004       ip-10-20-1-25.eu-central-1.compute.internal  10.20.1.35         10         0
eni-0shop000000000015  endpoint       vpce-0shop00000000001     -                                            10.20.1.45          1         -
eni-0shop000000000017  rds            amazon-rds                -                                            10.20.1.46          1         -
eni-0shop000000000007  node_primary   i-0shop000000000003       ip-10-20-2-4.eu-central-1.compute.internal   10.20.2.4          10         8
eni-0shop000000000008  cni            i-0shop000000000003       ip-10-20-2-4.eu-central-1.compute.internal   10.20.2.14         10         0
eni-0shop000000000016  rds            amazon-rds                -                                            10.20.2.24          1         -
eni-0shop000000000011  load_balancer  k8s-shop-edge-0123456789  -                                            10.20.10.4          1         -
eni-0shop000000000013  nat_gateway    nat-0shop00000000001      -                                            10.20.10.5          1         -
eni-0shop000000000012  load_balancer  k8s-shop-edge-0123456789  -                                            10.20.11.4          1         -

777 free, 0 leaked, 3 taken that no document explains
$ ipplan usage lost -v --table subnets
ipplan: lost/aws-node.json: kubectl get ds aws-node (1)
ipplan: lost/network-interfaces.json: describe-network-interfaces (39)
ipplan: lost/nodes.json: kubectl get nodes (12)
ipplan: lost/pods.json: kubectl get pods (96)
ipplan: lost/reservations.json: get-subnet-cidr-reservations (1)
ipplan: lost/subnets.json: describe-subnets (1)
SUBNET                   NAME   VPC                   AZ          CIDR          SIZE  AWS_RESERVED  NODE_PRIMARY  ASSIGNED  PREFIX_SLACK  CONTROL_PLANE  LOAD_BALANCER  ENDPOINT  LAMBDA  RDS  LEAKED  PREFIX_RESERVATION  FREE
subnet-0losta0000000001  app-a  vpc-0lost00000000001  eu-west-1a  10.40.0.0/22  1024             5            12        96           320              2              6         2       1    2     238                 256    84

84 free, 238 leaked, 32 more on 1 node than their settings ask for, 0 taken that no document explains
$ ipplan usage lost --by az --table groups
GROUP       ADDRESSES  AWS_RESERVED  NODE_PRIMARY  ASSIGNED  PREFIX_SLACK  CONTROL_PLANE  LOAD_BALANCER  ENDPOINT  LAMBDA  RDS  LEAKED  PREFIX_RESERVATION  FREE
eu-west-1a       1024             5            12        96           320              2              6         2       1    2     238                 256    84

84 free, 238 leaked, 32 more on 1 node than their settings ask for, 0 taken that no document explains
$ ipplan usage lost --by vpc --table groups --columns group,addresses,free
GROUP                 ADDRESSES  FREE
vpc-0lost00000000001       1024    84

84 free, 238 leaked, 32 more on 1 node than their settings ask for, 0 taken that no document explains
$ ipplan usage lost --by cluster --table groups --columns group,addresses,leaked,free
GROUP  ADDRESSES  LEAKED  FREE
lost         668     238     0
-            356       0    84

84 free, 238 leaked, 32 more on 1 node than their settings ask for, 0 taken that no document explains
$ ipplan usage shop --by tag:Name --table groups --columns group,addresses,warm,free
GROUP           ADDRESSES  WARM  FREE
shop-private-a         24     9     0
shop-private-b         43    25     0
shop-private-c         21    10     0
shop-public-a           2     0     0
shop-public-b           1     0     0
-                     805     0   777

777 free, 0 leaked, 3 taken that no document explains
$ ipplan usage lost/subnets.json lost/network-interfaces.json lost/reservations.json --columns subnet,assigned,prefix_slack,allocated,leaked
ipplan: warning: 416 addresses are allocated to nodes whose pods are in no document; give kubectl get pods -A of each cluster
SUBNET                   ASSIGNED  PREFIX_SLACK  ALLOCATED  LEAKED
subnet-0losta0000000001         -             -        416     238

84 free, 238 leaked, 0 taken that no document explains
$ ipplan usage lost/subnets.json lost/network-interfaces.json --table residue
ipplan: warning: 416 addresses are allocated to nodes whose pods are in no document; give kubectl get pods -A of each cluster
SUBNET                   NAME   TAKEN  LISTED  RESERVED  RESIDUE  CAUSES
subnet-0losta0000000001  app-a    935     679         0      256  maybe a prefix reservation, which is taken whole at once; give get-subnet-cidr-reservations

84 free, 238 leaked, 256 taken that no document explains
$ ipplan usage lost/subnets.json --table residue -o csv
subnet,name,taken,listed,reserved,residue,causes
subnet-0losta0000000001,app-a,935,0,0,935,no describe-network-interfaces is given
$ ipplan usage lost/network-interfaces.json --table subnets -q
SUBNET                   NAME  VPC                   AZ          CIDR  SIZE  NODE_PRIMARY  ALLOCATED  CONTROL_PLANE  LOAD_BALANCER  ENDPOINT  LAMBDA  RDS  LEAKED
subnet-0losta0000000001  -     vpc-0lost00000000001  eu-west-1a  -        -            12        416              2              6         2       1    2     238

sizes unknown: give describe-subnets
$ ipplan usage lost/nodes.json
ipplan: no subnet in these documents; give aws ec2 describe-subnets and describe-network-interfaces
[4]
$ ipplan usage
ipplan: usage needs documents, such as the output of aws ec2 describe-subnets and describe-network-interfaces; see ipplan help usage
[2]
$ ipplan usage --by team lost
ipplan: --by team: expected subnet, az, vpc, cluster, owner or tag:KEY; see ipplan help usage
[2]
$ ipplan usage --by tag: lost
ipplan: --by tag:: expected subnet, az, vpc, cluster, owner or tag:KEY; see ipplan help usage
[2]
$ ipplan usage lost --now 2026-11-22T00:00:00Z --table leaks --columns eni,age_days,since | head -n 2
ENI                   AGE_DAYS  SINCE
eni-0lost00000000013       110  2026-08-03T02:10:00Z
$ for t in subnets residue leaks holders; do ipplan usage lost -o csv --table $t > a; ipplan usage lost -o json | sed -n "/\"$t\"/,/^  ]/p" | grep -c '{' ; wc -l < a; done
1
2
1
2
14
15
39
40
$ cat lost/network-interfaces.json | ipplan usage - lost/subnets.json lost/pods.json lost/nodes.json lost/reservations.json lost/aws-node.json -o json > b.json; ipplan usage lost -o json | diff - b.json
$ ipplan usage lost --table nodes --columns instance,pods,addresses,expected_addresses,drift,finding --sort-by -drift | head -n 3
INSTANCE              PODS  ADDRESSES  EXPECTED_ADDRESSES  DRIFT  FINDING
i-0lost0000000000012     8         65                  33     32  holds 32 more than its settings ask for
i-0lost0000000000001     8         33                  33      0  -
$ ipplan usage shop --table nodes --columns instance,instance_type,nodegroup,pods,enis,expected_enis,addresses,expected_addresses
INSTANCE             INSTANCE_TYPE  NODEGROUP  PODS  ENIS  EXPECTED_ENIS  ADDRESSES  EXPECTED_ADDRESSES
i-0shop000000000001  m5.large       web           9     2              2         20                  20
i-0shop000000000004  c6a.large      jobs          4     2              2         20                  20
i-0shop000000000002  m5.large       web           7     2              2         20                  20
i-0shop000000000003  m5.large       web           8     2              2         20                  20

777 free, 0 leaked, 3 taken that no document explains
$ rm lost/aws-node.json; ipplan usage lost --table nodes --columns instance,addresses,expected_addresses,drift,finding | sed -n 2p
i-0lost0000000000001         33                   -      -  no aws-node daemonset of its cluster
$ ipplan usage lost/[ns]*.json --table nodes -q --columns instance,pods,addresses,finding | sed -n 2p
i-0lost0000000000001     -         33  its pods are in no document
$ printf '%s' '{"Subnets":[{"SubnetId":"s","CidrBlock":"10.0.0.0/24","AvailableIpAddressCount":231}]}{"NetworkInterfaces":[{"NetworkInterfaceId":"e","SubnetId":"s","Description":"aws-K8S-i-1","Attachment":{"InstanceId":"i-1","DeviceIndex":1},"PrivateIpAddress":"10.0.0.9"}]}' > part.json
$ printf '%s' '{"items":[{"kind":"Node","metadata":{"name":"n1"},"spec":{"providerID":"aws:///z/i-1"},"status":{"addresses":[{"type":"InternalIP","address":"10.0.0.5"}]}}]}' | ipplan usage -q part.json - --table residue --columns residue,causes
RESIDUE  CAUSES
     19  node n1 is here on no listed ENI; so the ENI export is partial (a filter, another time); export all of describe-network-interfaces

231 free, 0 leaked, 19 taken that no document explains
$ printf '%s' '{"items":[{"kind":"Node","metadata":{"name":"n1"},"spec":{"providerID":"aws:///z/i-1"},"status":{"addresses":[{"type":"InternalIP","address":"10.0.0.9"}]}}]}' | ipplan usage -q part.json - --table residue --columns residue,causes
RESIDUE  CAUSES
     19  maybe a prefix reservation, which is taken whole at once; give get-subnet-cidr-reservations

231 free, 0 leaked, 19 taken that no document explains
$ printf '%s' '{"items":[{"kind":"Node","metadata":{"name":"n1"},"spec":{"providerID":"aws:///z/i-1"},"status":{"addresses":[{"type":"InternalIP","address":"10.0.0.5"}]}},{"kind":"Node","metadata":{"name":"n2"},"spec":{"providerID":"aws:///z/i-2"},"status":{"addresses":[{"type":"InternalIP","address":"10.0.0.6"}]}},{"kind":"Pod","metadata":{"name":"p"},"spec":{"nodeName":"n2"},"status":{"podIP":"10.0.0.7","phase":"Running"}}]}' | ipplan usage -q part.json - --table residue --columns residue,causes --redact
RESIDUE  CAUSES
     19  1 pod is here on no listed ENI; node name-r2 and 1 more are here on no listed ENI; so the ENI export is partial (a filter, another time); export all of describe-network-interfaces

231 free, 0 leaked, 19 taken that no document explains
$ printf '%s' '{"VpcEndpoints":[{"VpcEndpointId":"v","VpcId":"w","State":"available","SubnetIds":["s"]}]}' | ipplan usage -q part.json - --table residue --columns residue,causes
RESIDUE  CAUSES
     19  1 VPC endpoint is here on no listed ENI; so the ENI export is partial (a filter, another time); export all of describe-network-interfaces; maybe a prefix reservation, which is taken whole at once; give get-subnet-cidr-reservations

231 free, 0 leaked, 19 taken that no document explains
$ printf '%s' '{"Subnets":[{"SubnetId":"s","CidrBlock":"10.0.0.0/24","AvailableIpAddressCount":250}]}{"NetworkInterfaces":[{"NetworkInterfaceId":"e","SubnetId":"s","PrivateIpAddress":"10.0.0.2"}]}' | ipplan usage -
ipplan: standard input:1:109: e: 10.0.0.2 is for AWS in its subnet s, which is 10.0.0.0/24 in standard input:1; expected 10.0.0.4 to 10.0.0.254; export both again
[3]
