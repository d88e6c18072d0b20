using System.CommandLine;
using Tour;
using Tour.Output;

var server = new Option<string>("--server")
{
    Description = "Where it plays: emulator, an LXD in this process; local, that of this machine; https://..., or a remote of lxc.",
    DefaultValueFactory = _ => "emulator",
};
var capture = new Option<FileInfo?>("--capture") { Description = "Draws what is shown into this SVG file too." };

var root = new RootCommand("Shows what LxdGen does: a nightly backup, a mistake, a restore and a move.") { server, capture };
root.SetAction((arguments, cancellationToken) =>
    new Performance(Screen.Open(Console.Out, isTerminal: !Console.IsOutputRedirected), arguments.GetValue(capture))
        .RunAsync(arguments.GetValue(server)!, cancellationToken));

// After Ctrl+C the pools are still to be removed; the default of two seconds may be too short for that.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
