using Aegis.Streams.Cli;

using var signals = new StopSignals();
return await AegisCli.RunAsync(args, CliHost.OfProcess(), signals.Stopping);
