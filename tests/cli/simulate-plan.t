$ ipplan simulate --plan upgrade.yaml fleet.csv -o csv --until 610
t,subnet,pods,enis,prefixes,allocated,assigned,cooling,addresses,waiting,ec2_calls
0,private-a,0,10,0,140,0,0,150,0,10
0,private-b,0,10,0,140,0,0,150,0,10
0,private-c,0,10,0,140,0,0,150,0,10
60,private-a,100,10,0,140,100,0,150,0,10
60,private-b,100,10,0,140,100,0,150,0,10
60,private-c,100,10,0,140,100,0,150,0,10
62.5,private-a,100,20,0,280,100,0,300,0,20
62.5,private-b,100,20,0,280,100,0,300,0,20
62.5,private-c,100,20,0,280,100,0,300,0,20
600,private-a,250,20,0,280,250,0,300,0,20
600,private-b,250,20,0,280,250,0,300,0,20
600,private-c,250,20,0,280,250,0,300,0,20
602.5,private-a,250,30,0,420,250,0,450,0,30
602.5,private-b,250,30,0,420,250,0,450,0,30
602.5,private-c,250,30,0,420,250,0,450,0,30
$ ipplan simulate --plan upgrade.yaml --trace fleet.csv --table subnets -o jsonl
{"subnet": "private-a", "az": "euw1-az1", "usable": 507, "fixed": 12, "nodes": 10, "peak": 507, "peak_at": 1202.5, "free_least": 0, "blocks28_peak": 0, "first_failure": 1202.5, "failures": 70, "waiting_most": 14, "waiting_at": 1200, "waiting_nodes": 10, "waiting_seconds": 9615}
{"subnet": "private-b", "az": "euw1-az2", "usable": 507, "fixed": 12, "nodes": 10, "peak": 507, "peak_at": 1202.5, "free_least": 0, "blocks28_peak": 0, "first_failure": 1202.5, "failures": 70, "waiting_most": 13, "waiting_at": 1200, "waiting_nodes": 10, "waiting_seconds": 8415}
{"subnet": "private-c", "az": "euw1-az3", "usable": 507, "fixed": 12, "nodes": 10, "peak": 507, "peak_at": 1202.5, "free_least": 0, "blocks28_peak": 0, "first_failure": 1202.5, "failures": 70, "waiting_most": 13, "waiting_at": 1200, "waiting_nodes": 10, "waiting_seconds": 8415}
$ ipplan simulate --plan upgrade.yaml --trace fleet.csv --table summary
WHAT            VALUE  UNIT
peak_addresses   1485  addresses
most_waiting       40  pods
waiting         26445  pod-seconds
assign_calls       30  EC2 calls
attach_calls      279  EC2 calls
unassign_calls      0  EC2 calls
detach_calls       39  EC2 calls
most_calls         39  EC2 calls a minute
passes            807  passes that were run
$ ipplan simulate --plan upgrade.yaml fleet.csv --set nodegroups.batch.max_pods=20 --table nodegroups -o csv
nodegroup,nodes,ready,pods,waiting_most,waiting_at,waiting_seconds,unscheduled_most,unscheduled_at,unscheduled_seconds
batch,30,30,300,0,,0,700,1200,930000
$ ipplan simulate --plan upgrade.yaml fleet.csv --schedule pack --set nodegroups.batch.nodes=6 -o csv --columns t,subnet,pods,assigned --until 70
t,subnet,pods,assigned
0,private-a,0,0
0,private-b,0,0
0,private-c,0,0
60,private-a,112,28
60,private-b,112,28
60,private-c,76,28
62.5,private-a,112,56
62.5,private-b,112,56
62.5,private-c,76,48
67.5,private-a,112,84
67.5,private-b,112,84
67.5,private-c,76,62
$ printf 't,nodegroup,event,pod\n3,batch,add,a\n9,batch,del,a\n3,batch,add,b\n9.5,batch,add,a\n' | ipplan simulate --plan upgrade.yaml - --set nodegroups.batch.nodes=1 -o csv --columns t,pods,assigned,cooling
t,pods,assigned,cooling
0,0,0,0
0,0,0,0
0,0,0,0
3,2,2,0
7.5,2,2,0
9,1,1,1
9.5,2,2,1
42.5,2,2,0
$ ipplan simulate --plan upgrade.yaml fleet.csv --scattered --seed 3 --table summary --columns what,value
WHAT            VALUE
peak_addresses   1485
most_waiting       40
waiting         26445
assign_calls       30
attach_calls      279
unassign_calls      0
detach_calls       39
most_calls         39
passes           7710
$ printf 't,nodegroup,pods\n5,batch,100\n' >t.csv; ipplan simulate --plan upgrade.yaml t.csv --set subnets.private-b.used=507 --set nodegroups.batch.nodes=4 --table nodegroups
ipplan: warning: node group batch: of 4 nodes 1 are never ready
NODEGROUP  NODES  READY  PODS  WAITING_MOST  WAITING_AT  WAITING_SECONDS  UNSCHEDULED_MOST  UNSCHEDULED_AT  UNSCHEDULED_SECONDS
batch          4      3   100            58           5              225                 0               -                    0
$ ipplan simulate --plan upgrade.yaml t.csv --set 'subnets.private-a.reservations=[{cidr: 10.32.0.0/24, type: prefix}]' --set cni.mode=prefix --set nodegroups.batch.nodes=90 --table subnets
SUBNET     AZ        USABLE  FIXED  NODES  PEAK  PEAK_AT  FREE_LEAST  BLOCKS28_PEAK  FIRST_FAILURE  FAILURES  WAITING_MOST  WAITING_AT  WAITING_NODES  WAITING_SECONDS
private-a  euw1-az1     507     12     30   490        0          17             28              0       150             2           5              2             1200
private-b  euw1-az2     507     12     30   506        0           1             29              0       150             1           5              1              600
private-c  euw1-az3     507     12     30   506        0           1             29              0       150             1           5              1              600
$ ipplan simulate --plan upgrade.yaml t.csv --set nodegroups.batch.pod_eni_pods=10 --set nodegroups.batch.nodes=6 -o csv --columns t,subnet,pods,enis,assigned,addresses --until 60
t,subnet,pods,enis,assigned,addresses
0,private-a,0,2,0,30
0,private-b,0,2,0,30
0,private-c,0,2,0,30
5,private-a,34,2,14,50
5,private-b,33,2,13,50
5,private-c,33,2,13,50
7.5,private-a,34,6,14,82
7.5,private-b,33,6,13,82
7.5,private-c,33,6,13,82
$ ipplan simulate --plan upgrade.yaml
ipplan: which pods? give a trace, t,nodegroup,pods, behind --plan upgrade.yaml; see ipplan help simulate
[2]
$ ipplan simulate --plan upgrade.yaml fleet.csv --plot
ipplan: --plan takes the CNI's settings from the plan, and has no plot; give settings with --set, such as --set cni.warm_ip_target=2; see ipplan help simulate
[2]
$ ipplan simulate --plan upgrade.yaml fleet.csv --warm-ip-target 2
ipplan: --plan takes the CNI's settings from the plan, and has no plot; give settings with --set, such as --set cni.warm_ip_target=2; see ipplan help simulate
[2]
$ ipplan simulate m5.large --trace burst.csv
ipplan: --trace, --schedule and --set go with --plan; see ipplan help simulate
[2]
$ ipplan simulate --plan nowhere.yaml fleet.csv
ipplan: nowhere.yaml: cannot read: No such file or directory
[3]
$ ipplan simulate --plan upgrade.yaml burst.csv
ipplan: burst.csv:1: nodegroup: no such column
[3]
$ sed s/batch/bach/ fleet.csv | ipplan simulate --plan upgrade.yaml -
ipplan: standard input:2: nodegroup: the plan has no node group bach (did you mean batch?)
[3]
$ printf 't,nodegroup,event,pod\n5,batch,del,x\n' | ipplan simulate --plan upgrade.yaml -
ipplan: standard input:2: pod x goes, and is not there
[3]
$ printf 't,nodegroup,event,pod\n5,batch,add,x\n6,batch,add,x\n' | ipplan simulate --plan upgrade.yaml -
ipplan: standard input:3: pod x comes, and is there already
[3]
$ printf 't,nodegroup,event,pod\n5,batch,go,x\n' | ipplan simulate --plan upgrade.yaml -
ipplan: standard input:2: event: expected add or del, got go
[3]
$ printf 't,nodegroup,event,pod\n5,batch,add,\n' | ipplan simulate --plan upgrade.yaml -
ipplan: standard input:2: a pod without a name
[3]
$ printf 't,nodegroup,pods\n-5,batch,1\n' | ipplan simulate --plan upgrade.yaml -
ipplan: standard input:2: t: expected seconds such as 12 or 12.5, got -5
[3]
$ printf 't,nodegroup,pods\n5,batch,1000001\n' | ipplan simulate --plan upgrade.yaml -
ipplan: standard input:2: pods: expected a whole number from 0 to 1000000, got 1000001
[3]
$ ipplan simulate --plan upgrade.yaml fleet.csv --set nodegroups.batch.nodes=1000000
ipplan: a fleet of 1000000 nodes; at most 200000 are followed
[4]
$ printf 't,nodegroup,pods\n' | ipplan simulate --plan upgrade.yaml - --table subnets -o csv --until 0 --columns subnet,peak
subnet,peak
private-a,162
private-b,162
private-c,162
$ printf 'vpc: {cidrs: [10.0.0.0/16]}\n' >empty.yaml; ipplan simulate --plan empty.yaml fleet.csv
ipplan: empty.yaml: the plan has no subnets, so there is nothing to simulate
[4]
$ ipplan simulate m5.large fleet.csv
ipplan: fleet.csv:1: nodegroup: a trace of node groups, and here it is of one node; ipplan simulate takes it with --plan, ipplan tune from a file
[3]
$ printf 't,event,pod,nodegroup\n1,add,a,web\n' | ipplan simulate m5.large -
ipplan: standard input:1: nodegroup: a trace of node groups, and here it is of one node; ipplan simulate takes it with --plan, ipplan tune from a file
[3]
$ ipplan simulate m5.large fleet.csv --plan upgrade.yaml
ipplan: m5.large: the nodes and their types are the plan's; give --plan without a type, or a type without --plan; see ipplan help simulate
[2]
$ ipplan simulate m5.large --plan upgrade.yaml --trace fleet.csv
ipplan: m5.large: the nodes and their types are the plan's; give --plan without a type, or a type without --plan; see ipplan help simulate
[2]
$ printf '%s\n' 'vpc: {cidrs: [10.0.0.0/16]}' 'subnets: [{name: a, az: z, cidr: 10.0.0.0/24}]' 'nodegroups: [{name: web, subnets: [a], instance_type: m5.xlarge, nodes: 1, pods_per_node: 58, max_pods: 110}]' >one.yaml
$ printf 't,nodegroup,pods\n10,web,59\n' | ipplan simulate --plan one.yaml - --until 1000 --table simulate --columns t,assigned,waiting
   T  ASSIGNED  WAITING
   0         0        0
  10        14       45
12.5        28       31
17.5        42       17
22.5        56        3
$ printf 't,nodegroup,pods\n10,web,59\n' | ipplan simulate --plan one.yaml - --until 1000 --table summary | grep ^waiting
waiting          3285  pod-seconds
