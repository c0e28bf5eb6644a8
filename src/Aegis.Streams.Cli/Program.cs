using Aegis.Streams.Cli;

int exitCode;
using (var signals = new StopSignals()) exitCode = await AegisCli.RunAsync(args, CliHost.OfProcess(), signals.Stopping);

// Not by returning: a thread of Streamiz that hangs would keep the process, and it would look alive.
Environment.Exit(exitCode);
