using System.CommandLine;
using LxdGen.Testing;

var profiles = new Dictionary<string, LxdProfile>
{
    ["5.0"] = LxdProfile.Lxd50,
    ["5.21"] = LxdProfile.Lxd521,
    ["6"] = LxdProfile.Lxd6,
};
var socket = new Argument<string>("socket") { Description = "The path of the Unix socket to listen on. Clients that know LXD_DIR look for unix.socket in it." };
var profile = new Option<string>("--profile") { Description = "Which LXD to be.", DefaultValueFactory = _ => "5.0" };
var https = new Option<int?>("--https") { Description = "The port of 127.0.0.1 to listen on over HTTPS too, 0 for a free one." };
profile.AcceptOnlyFromAmong([.. profiles.Keys]);
var members = new Option<string[]>("--members") { Description = "The members of the cluster that it is to answer for, as the first of them.", AllowMultipleArgumentsPerToken = true };

var root = new RootCommand("Serves an emulated LXD on a Unix socket until it is stopped. What it holds is in memory only.") { socket, profile, https, members };
root.SetAction(async (arguments, cancellationToken) =>
{
    try
    {
        var options = new LxdEmulatorOptions
        {
            SocketPath = arguments.GetRequiredValue(socket),
            Profile = profiles[arguments.GetRequiredValue(profile)],
            HttpsPort = arguments.GetValue(https),
            Members = arguments.GetValue(members) ?? [],
        };
        await using var emulator = await LxdEmulator.StartAsync(options, cancellationToken);
        Console.WriteLine($"{options.Profile} is emulated on {emulator.SocketPath}{(emulator.HttpsUri is { } uri ? $" and {uri}" : "")}. Ctrl+C stops it.");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
    catch (OperationCanceledException)
    {
        return 0;
    }
    catch (Exception e) when (e is IOException or ArgumentException)
    {
        await Console.Error.WriteLineAsync(e.Message);
        return 1;
    }

    return 0;
});
return await root.Parse(args).InvokeAsync();
