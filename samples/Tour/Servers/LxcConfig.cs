using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Tour.Servers;

/// <summary>What the <c>lxc</c> program knows of servers, in its configuration folder.</summary>
internal sealed class LxcConfig(string folder)
{
    private string File => Path.Combine(folder, "config.yml");

    public static LxcConfig Find()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] folders = Environment.GetEnvironmentVariable("LXD_CONF") is { Length: > 0 } own
            ? [own]
            : [Path.Combine(home, ".config/lxc"), Path.Combine(home, "snap/lxd/common/config")];
        return new LxcConfig(folders.FirstOrDefault(Directory.Exists)
            ?? throw new NoServerException($"lxc has no configuration here: {string.Join(" and ", folders)} do not exist."));
    }

    /// <summary>The server of that name or address.</summary>
    public LxcRemote Remote(string server)
    {
        var remotes = Read();
        if (server.StartsWith("https://", StringComparison.Ordinal))
            return new LxcRemote(folder, remotes.FirstOrDefault(pair => pair.Value.Addr == server).Key ?? "", new LxcRemoteEntry { Addr = server });
        return remotes.TryGetValue(server, out var entry)
            ? new LxcRemote(folder, server, entry)
            : throw new NoServerException($"{server} is no remote in {File}, which has {(remotes.Count == 0 ? "none" : string.Join(", ", remotes.Keys))}.");
    }

    private Dictionary<string, LxcRemoteEntry> Read()
    {
        if (!System.IO.File.Exists(File))
            return [];
        var yaml = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).IgnoreUnmatchedProperties().Build();
        try
        {
            return yaml.Deserialize<LxcConfigFile?>(System.IO.File.ReadAllText(File))?.Remotes ?? [];
        }
        catch (YamlException e)
        {
            throw new NoServerException($"{File} is no configuration of lxc: {e.Message}");
        }
    }

    private sealed class LxcConfigFile
    {
        public Dictionary<string, LxcRemoteEntry>? Remotes { get; set; }
    }
}
