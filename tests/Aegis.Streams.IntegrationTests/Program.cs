using Aegis.Streams.IntegrationTests.Faults;

// A test kills, stops and restarts instances, so they must be processes of their own: this program again, with other arguments.
// An instance ends by force, as `aegis` does: a thread of an engine that hangs must not keep it.
if (args is [InstanceProgram.Verb, var settings]) Environment.Exit(InstanceProgram.Run(settings));
return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
