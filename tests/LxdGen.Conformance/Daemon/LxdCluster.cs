using System.Text;
using System.Text.Json.Nodes;

namespace LxdGen.Conformance.Daemon;

/// <summary>Makes a cluster of daemons, with the requests that the lxc and lxd programs send.</summary>
internal static class LxdCluster
{
    /// <summary>Makes a daemon that listens on this address the first member.</summary>
    public static async Task EnableAsync(LxdDaemon daemon, string name, string address)
    {
        await daemon.SendAsync(HttpMethod.Patch, "/1.0", new JsonObject { ["config"] = new JsonObject { ["cluster.https_address"] = address } });
        await daemon.SendAsync(HttpMethod.Put, "/1.0/cluster", new JsonObject { ["enabled"] = true, ["server_name"] = name });
    }

    /// <summary>Makes a daemon that has nothing yet the next member.</summary>
    public static async Task JoinAsync(LxdDaemon first, string firstAddress, LxdDaemon daemon, string name, string address)
    {
        var token = (await first.SendAsync(HttpMethod.Post, "/1.0/cluster/members", new JsonObject { ["server_name"] = name }))["metadata"]!;
        var server = await first.SendAsync(HttpMethod.Get, "/1.0");
        var passedOn = new JsonObject
        {
            ["server_name"] = name,
            ["fingerprint"] = token["fingerprint"]!.DeepClone(),
            ["addresses"] = token["addresses"]!.DeepClone(),
            ["secret"] = token["secret"]!.DeepClone(),
            ["expires_at"] = token["expiresAt"]!.DeepClone(),
        };
        await daemon.SendAsync(HttpMethod.Put, "/1.0/cluster", new JsonObject
        {
            ["enabled"] = true,
            ["server_name"] = name,
            ["server_address"] = address,
            ["cluster_address"] = firstAddress,
            ["cluster_certificate"] = server["environment"]!["certificate"]!.DeepClone(),
            ["cluster_password"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(passedOn.ToJsonString())),
            ["member_config"] = new JsonArray(),
        });
    }
}
