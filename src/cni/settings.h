/* settings: what the CNI's environment variables mean. */
#ifndef CNI_SETTINGS_H
#define CNI_SETTINGS_H

/* Release of amazon-vpc-cni-k8s whose behaviour this layer follows. */
#define CNI_VERSION "v1.23.1"

#endif
