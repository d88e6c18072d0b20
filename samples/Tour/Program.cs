using System.CommandLine;
using Tour;

var server = new Option<string>("--server") { Description = "The LXD to visit: local, the one of this machine.", DefaultValueFactory = _ => "local" };
server.AcceptOnlyFromAmong("local");

var root = new RootCommand("Shows what LxdGen does, on a real LXD, in a storage pool of its own that it removes again.") { server };
root.SetAction((_, cancellationToken) => new Story().TellAsync(cancellationToken));

// After Ctrl+C the pool is still to be removed; the default of two seconds may be too short for that.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
