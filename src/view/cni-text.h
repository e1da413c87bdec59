/*
 * cni-text: settings of the CNI in the forms that people apply.
 *
 * Warm targets that are not set are left out, or removed where the form can
 * say so.  Sources: kubectl set env (NAME=VALUE sets, NAME- removes); EKS
 * User Guide, configuration values of the vpc-cni add-on (schema: "env");
 * chart aws-vpc-cni v1.23, values "env"; amazon-eks-ami nodeadm,
 * spec.kubelet.maxPodsExpression: CEL with default_enis, ips_per_eni and
 * max_pods, and neither min() nor max(); read 2026-11.
 */
#ifndef VIEW_CNI_TEXT_H
#define VIEW_CNI_TEXT_H

#include "base/out.h"
#include "capacity/tune.h"

enum cni_form { FORM_KUBECTL, FORM_ADDON, FORM_HELM, FORM_NODEADM, FORMS };
extern const char *const cni_forms[];	/* "kubectl" ..., ends with NULL */

/* A file, or a command line; nodeadm: one document a Linux group. */
void cni_text(struct out *o, enum cni_form f, const struct targets *t,
    const struct answer *a);

/* The same on one line; of nodeadm the expression only, for one group. */
const char *cni_line(enum cni_form f, const struct targets *t,
    const struct group_answer *g, struct arena *a);

#endif
