$ ipplan compare starter.yaml
compare
MODE            NODEGROUP  INSTANCE_TYPE  NODES  NODES_NEEDED  PODS_PER_NODE  MAX_PODS  UNPLACED  ENIS  BLOCKS28  ADDRESSES_PER_NODE  ADDRESSES  FILL_CALLS  FILL_SECONDS  CHURN_CALLS  BURST  FITS  NEEDS
plan            web        m5.large          24            24             20        29         0     3         0                  30        720           3             8            0      7  no    addresses
secondary       web        m5.large          24            24             20        29         0     3         0                  30        720           3             8            0      7  no    addresses
prefix          web        m5.large          24            24             20       110         0     1         3                  49       1176           3             3            0     28  no    addresses blocks28 new_nodes
prefix_warm_ip  web        m5.large          24            24             20       110         0     1         2                  33        792           1             0            0     12  no    addresses blocks28 new_nodes
custom          web        m5.large          24            27             20        20         2     3         0                  21        504           2             3            0      0  no    places pod_subnets new_nodes
custom_prefix   web        m5.large          24            24             20       110         0     2         3                  50       1200           3             3            0     28  -     pod_subnets new_nodes
ipv6            web        m5.large          24            24             20       110         0     1         0                   1         24           0             0            0     90  yes   new_nodes new_cluster

subnets
MODE            SUBNET                   AZ        USABLE  STEADY  PEAK  BLOCKS28_NEEDED  BLOCKS28_PEAK  BLOCKS28_BEST  BLOCKS28_WORST  ENIS  FILL_CALLS  CHURN_CALLS  BURST  FITS
plan            private-a                euw1-az1     251     257   317                0              0              0               0    24          24            0     56  no
plan            private-b                euw1-az2     251     257   317                0              0              0               0    24          24            0     56  no
plan            private-c                euw1-az3     251     257   317                0              0              0               0    24          24            0     56  no
secondary       private-a                euw1-az1     251     257   317                0              0              0               0    24          24            0     56  no
secondary       private-b                euw1-az2     251     257   317                0              0              0               0    24          24            0     56  no
secondary       private-c                euw1-az3     251     257   317                0              0              0               0    24          24            0     56  no
prefix          private-a                euw1-az1     251     409   507               24             30             14               0     8          24            0    224  no
prefix          private-b                euw1-az2     251     409   507               24             30             14               0     8          24            0    224  no
prefix          private-c                euw1-az3     251     409   507               24             30             14               0     8          24            0    224  no
prefix_warm_ip  private-a                euw1-az1     251     281   347               16             20             14               0     8           8            0     96  no
prefix_warm_ip  private-b                euw1-az2     251     281   347               16             20             14               0     8           8            0     96  no
prefix_warm_ip  private-c                euw1-az3     251     281   347               16             20             14               0     8           8            0     96  no
custom          private-a                euw1-az1     251      25    27                0              0             14               0     8           0            0      0  yes
custom          private-b                euw1-az2     251      25    27                0              0             14               0     8           0            0      0  yes
custom          private-c                euw1-az3     251      25    27                0              0             14               0     8           0            0      0  yes
custom          new pod subnet/euw1-az1  euw1-az1       -     160   200                0              0              -               -    16          16            0      0  -
custom          new pod subnet/euw1-az2  euw1-az2       -     160   200                0              0              -               -    16          16            0      0  -
custom          new pod subnet/euw1-az3  euw1-az3       -     160   200                0              0              -               -    16          16            0      0  -
custom_prefix   private-a                euw1-az1     251      25    27                0              0             14               0     8           0            0      0  yes
custom_prefix   private-b                euw1-az2     251      25    27                0              0             14               0     8           0            0      0  yes
custom_prefix   private-c                euw1-az3     251      25    27                0              0             14               0     8           0            0      0  yes
custom_prefix   new pod subnet/euw1-az1  euw1-az1       -     392   490               24             30              -               -     8          24            0    224  -
custom_prefix   new pod subnet/euw1-az2  euw1-az2       -     392   490               24             30              -               -     8          24            0    224  -
custom_prefix   new pod subnet/euw1-az3  euw1-az3       -     392   490               24             30              -               -     8          24            0    224  -
ipv6            private-a                euw1-az1     251      25    27                0              0             14               0     8           0            0    720  yes
ipv6            private-b                euw1-az2     251      25    27                0              0             14               0     8           0            0    720  yes
ipv6            private-c                euw1-az3     251      25    27                0              0             14               0     8           0            0    720  yes

breakeven
NODEGROUP  INSTANCE_TYPE  MODE            FROM_PODS  TO_PODS  CHEAPER
web        m5.large       prefix                  0       27  secondary
web        m5.large       prefix                 28      110  only_prefix
web        m5.large       prefix_warm_ip          0       27  secondary
web        m5.large       prefix_warm_ip         28      110  only_prefix
$ ipplan compare starter.yaml -o csv --table breakeven | tr -d '\r'
nodegroup,instance_type,mode,from_pods,to_pods,cheaper
web,m5.large,prefix,0,27,secondary
web,m5.large,prefix,28,110,only_prefix
web,m5.large,prefix_warm_ip,0,27,secondary
web,m5.large,prefix_warm_ip,28,110,only_prefix
$ ipplan compare rollout.yaml -o json --columns mode,fits,needs --table compare
{
  "schema": "ipplan/v1",
  "command": "compare",
  "compare": [
    {"mode": "plan", "fits": true, "needs": null},
    {"mode": "secondary", "fits": true, "needs": null},
    {"mode": "prefix", "fits": true, "needs": "new_nodes"},
    {"mode": "prefix_warm_ip", "fits": true, "needs": "new_nodes"},
    {"mode": "custom", "fits": null, "needs": "pod_subnets new_nodes"},
    {"mode": "custom_prefix", "fits": null, "needs": "pod_subnets new_nodes"},
    {"mode": "ipv6", "fits": true, "needs": "new_nodes new_cluster"}
  ]
}
$ ipplan compare rollout.yaml --table compare --columns mode,churn_calls --churn 30
MODE            CHURN_CALLS
plan                      1
secondary                 1
prefix                    0
prefix_warm_ip            0
custom                    0
custom_prefix             0
ipv6                      0
$ ipplan compare rollout.yaml --table compare --columns mode,churn_calls --churn 30 --seed 7 --scattered
MODE            CHURN_CALLS
plan                      1
secondary                 1
prefix                    0
prefix_warm_ip            0
custom                    0
custom_prefix             0
ipv6                      0
$ ipplan compare rollout.yaml --table breakeven --warm-ip-target 9223372036854775808 --columns mode,from_pods,to_pods,cheaper
ipplan: warning: WARM_IP_TARGET=9223372036854775808: not a value that the CNI takes; it uses the default
MODE            FROM_PODS  TO_PODS  CHEAPER
prefix                  0       27  secondary
prefix                 28      110  only_prefix
prefix_warm_ip          0       27  secondary
prefix_warm_ip         28      110  only_prefix
$ ipplan compare rollout.yaml --table compare --warm-ip-target 9223372036854775807 --columns mode,addresses
MODE            ADDRESSES
plan                  200
secondary             200
prefix                330
prefix_warm_ip       1450
custom                210
custom_prefix         340
ipv6                   10
$ ipplan compare rollout.yaml --table compare --minimum-ip-target 8 --columns mode,addresses,fill_seconds,fits
MODE            ADDRESSES  FILL_SECONDS  FITS
plan                  200             0  yes
secondary             200             0  yes
prefix                330             0  yes
prefix_warm_ip        170             0  yes
custom                210             0  -
custom_prefix         340             0  -
ipv6                   10             0  yes
$ ipplan compare rollout.yaml --set 'nodegroups.web.instance_type=[m4.large, m5.large]' --table needs --columns mode,need,met,detail
MODE            NEED         MET   DETAIL
plan            starts       yes   -
plan            places       yes   -
plan            addresses    yes   -
secondary       starts       yes   -
secondary       places       yes   -
secondary       addresses    yes   -
secondary       new_nodes    yes   -
prefix          starts       yes   -
prefix          nitro        no    m4.large is neither Nitro nor bare metal
prefix          places       yes   -
prefix          addresses    yes   -
prefix          blocks28     no    private-a: 20 blocks at peak, 19 there at best and 0 at worst
prefix          new_nodes    yes   -
prefix_warm_ip  starts       yes   -
prefix_warm_ip  nitro        no    m4.large is neither Nitro nor bare metal
prefix_warm_ip  places       yes   -
prefix_warm_ip  addresses    yes   -
prefix_warm_ip  blocks28     no    private-a: 20 blocks at peak, 19 there at best and 0 at worst
prefix_warm_ip  new_nodes    yes   -
custom          starts       yes   -
custom          places       yes   -
custom          pod_subnets  open  new pod subnet/euw1-az1 for 200 addresses at peak: a /24
custom          addresses    yes   -
custom          new_nodes    open  nodes that run keep their max pods and ENIs (EKS-PD-007); replace them
custom_prefix   starts       yes   -
custom_prefix   nitro        no    m4.large is neither Nitro nor bare metal
custom_prefix   places       yes   -
custom_prefix   pod_subnets  open  new pod subnet/euw1-az1 for 170 addresses at peak: a /23
custom_prefix   addresses    yes   -
custom_prefix   blocks28     yes   -
custom_prefix   new_nodes    open  nodes that run keep their max pods and ENIs (EKS-PD-007); replace them
ipv6            starts       no    m4.large: IPv6 needs a Nitro or bare-metal instance
ipv6            nitro        no    m4.large is neither Nitro nor bare metal
ipv6            places       no    a node places none of its 9 pods
ipv6            addresses    yes   -
ipv6            new_nodes    open  nodes that run keep their max pods and ENIs (EKS-PD-007); replace them
ipv6            new_cluster  open  a cluster's address family is that of its creation
$ ipplan compare rollout.yaml --set nodegroups.web.os=windows --table compare --columns mode,addresses,fill_calls,burst,fits,needs
MODE            ADDRESSES  FILL_CALLS  BURST  FITS  NEEDS
plan                  100           -      -  yes   -
secondary             100           -      -  yes   -
prefix                170           -      -  yes   new_nodes
prefix_warm_ip        170           -      -  yes   new_nodes
custom                100           -      -  yes   -
custom_prefix         170           -      -  yes   new_nodes
ipv6                  170           -      -  no    starts new_nodes
$ ipplan compare shop -q --table compare --columns mode,nodegroup,addresses,fits
MODE            NODEGROUP  ADDRESSES  FITS
plan            web               60  yes
secondary       web               60  yes
prefix          web               99  yes
prefix_warm_ip  web               51  yes
custom          web               63  -
custom_prefix   web              102  -
ipv6            web                3  yes
plan            jobs              20  yes
secondary       jobs              20  yes
prefix          jobs              33  yes
prefix_warm_ip  jobs              17  yes
custom          jobs              21  -
custom_prefix   jobs              34  -
ipv6            jobs               1  yes
$ ipplan compare service-cidr.yaml
ipplan: service-cidr.yaml: the plan has no node groups, so there is nothing to compare
[4]
$ ipplan compare rollout.yaml --churn x
ipplan: --churn x: expected pods a minute, a number from 0 to 1200 with at most 3 decimals; see ipplan help compare
[2]
$ ipplan compare rollout.yaml --churn 1201
ipplan: --churn 1201: expected pods a minute, a number from 0 to 1200 with at most 3 decimals; see ipplan help compare
[2]
$ ipplan compare rollout.yaml --set nodegroups.web.instance_type=m5.larg
ipplan: rollout.yaml:7:5: m5.larg: unknown instance type (did you mean m5.large?)
[4]
$ ipplan compare
ipplan: give a plan file, or exported documents; see ipplan help compare
[2]
$ ipplan compare shop -q --table needs
MODE            NODEGROUP  NEED         MET   DETAIL
plan            -          starts       yes   -
plan            -          places       yes   -
plan            -          addresses    yes   -
secondary       -          starts       yes   -
secondary       -          places       yes   -
secondary       -          addresses    yes   -
secondary       -          new_nodes    yes   -
prefix          -          starts       yes   -
prefix          -          nitro        yes   -
prefix          -          places       yes   -
prefix          -          addresses    yes   -
prefix          web        blocks28     open  shop-private-a: 10 blocks at peak, 14 there at best and 4 at worst
prefix          jobs       blocks28     open  shop-private-b: 12 blocks at peak, 14 there at best and 4 at worst
prefix          -          new_nodes    open  nodes that run keep their max pods and ENIs (EKS-PD-007); replace them
prefix_warm_ip  -          starts       yes   -
prefix_warm_ip  -          nitro        yes   -
prefix_warm_ip  -          places       yes   -
prefix_warm_ip  -          addresses    yes   -
prefix_warm_ip  web        blocks28     open  shop-private-a: 5 blocks at peak, 14 there at best and 4 at worst
prefix_warm_ip  jobs       blocks28     open  shop-private-b: 6 blocks at peak, 14 there at best and 4 at worst
prefix_warm_ip  -          new_nodes    open  nodes that run keep their max pods and ENIs (EKS-PD-007); replace them
custom          -          starts       yes   -
custom          -          places       yes   -
custom          web        pod_subnets  open  new pod subnet/euc1-az2 for 100 addresses at peak: a /25
custom          jobs       pod_subnets  open  new pod subnet/euc1-az3 for 120 addresses at peak: a /25
custom          -          addresses    yes   -
custom          -          new_nodes    open  nodes that run keep their max pods and ENIs (EKS-PD-007); replace them
custom_prefix   -          starts       yes   -
custom_prefix   -          nitro        yes   -
custom_prefix   -          places       yes   -
custom_prefix   web        pod_subnets  open  new pod subnet/euc1-az2 for 165 addresses at peak: a /24
custom_prefix   jobs       pod_subnets  open  new pod subnet/euc1-az3 for 198 addresses at peak: a /24
custom_prefix   -          addresses    yes   -
custom_prefix   -          blocks28     yes   -
custom_prefix   -          new_nodes    open  nodes that run keep their max pods and ENIs (EKS-PD-007); replace them
ipv6            -          starts       yes   -
ipv6            -          nitro        yes   -
ipv6            -          places       yes   -
ipv6            -          addresses    yes   -
ipv6            -          new_nodes    open  nodes that run keep their max pods and ENIs (EKS-PD-007); replace them
ipv6            -          new_cluster  open  a cluster's address family is that of its creation
$ ipplan compare shop -q | grep -c '^needs'
0
[1]
$ ipplan compare shop -q -o json | grep -c '"need":'
41
$ ipplan compare rollout.yaml --cni-version v1.23.1 --table breakeven --columns mode,from_pods
MODE            FROM_PODS
prefix                  0
prefix                 28
prefix_warm_ip          0
prefix_warm_ip          1
prefix_warm_ip         12
prefix_warm_ip         28
$ ipplan compare rollout.yaml --cni-version 0.1
ipplan: 0.1: no rules for that release of the CNI; there are those of v1.23.1
[4]
