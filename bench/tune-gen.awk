# A plan of many node groups, no two alike, for bench/tune.
# usage: awk -v groups=20 -f tune-gen.awk
BEGIN {
	print "cluster: big\nregion: eu-west-1\nvpc:\n  cidrs: [10.0.0.0/8]"
	print "rollout: {max_surge: 25%}\nsubnets:"
	for (i = 0; i < 3; i++)
		printf "  - {name: s%d, az: euw1-az%d, cidr: 10.%d.0.0/16}\n",
		    i, i + 1, i
	print "nodegroups:"
	n = split("m5.large m5.xlarge c6i.2xlarge r6g.4xlarge m5.24xlarge", t)
	for (i = 0; i < groups; i++)
		printf "  - {name: g%d, instance_type: %s, nodes: %d, " \
		    "pods_per_node: %d}\n", i, t[i % n + 1], 3 + i, 5 + i
}
