"""Checks a Kubernetes Indexed Job of clv score and prints the shell command of its container: job_command.py MANIFEST"""
import sys

import yaml

job = yaml.safe_load(open(sys.argv[1]))
spec = job["spec"]
pod = spec["template"]["spec"]
(container,) = pod["containers"]
values = {variable["name"]: variable.get("value") for variable in container["env"]}
assert (job["apiVersion"], job["kind"]) == ("batch/v1", "Job")
assert spec["completionMode"] == "Indexed" and 0 < spec["parallelism"] <= spec["completions"]
assert values["SHARDS"] == str(spec["completions"]), "as many shards as completions"
# backoffLimitPerIndex takes no other.
assert pod["restartPolicy"] == "Never"
mounts = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
assert set(mounts) == {volume["name"] for volume in pod["volumes"]}
assert {values["DATA"], values["SCRATCH"]} == set(mounts.values())
assert container["command"] == ["/bin/sh", "-c"]
(command,) = container["args"]
print(command, end="")
