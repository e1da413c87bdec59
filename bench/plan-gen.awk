# A plan of many subnets and groups, for bench/plan.
# usage: awk -v subnets=1000 -v groups=5000 -f plan-gen.awk
BEGIN {
	print "cluster: big\nregion: eu-west-1\nvpc:\n  cidrs: [10.0.0.0/9]"
	print "service_cidr: 172.20.0.0/16\nservices: 4000\nsubnets:"
	for (i = 0; i < subnets; i++)
		printf "  - {name: s%d, id: subnet-%08d, az: euw1-az%d, " \
		    "cidr: 10.%d.%d.0/20, roles: [nodes, pods], used: %d}\n",
		    i, i, i % 3 + 1, int(i / 16), i % 16 * 16, i % 100
	print "nodegroups:"
	n = split("m5.large m5.xlarge c6i.2xlarge r6g.4xlarge t3.medium", t)
	for (i = 0; i < groups; i++) {
		k = i % (subnets - 2)
		printf "  - name: g%d\n    instance_type: %s\n" \
		    "    nodes: {min: 1, desired: %d, max: %d}\n" \
		    "    subnets: [s%d, s%d, s%d]\n    pods_per_node: %d\n" \
		    "    update: {strategy: default, max_unavailable: 33%%}\n",
		    i, t[i % n + 1], i % 7 + 3, i % 7 + 9, k, k + 1, k + 2,
		    i % 50 + 1
	}
}
