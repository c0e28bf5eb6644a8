using Aegis.Streams.IntegrationTests.Faults;

// A test kills, stops and restarts instances, so they must be processes of their own: this program again, with other arguments.
return args is [InstanceProgram.Verb, var settings] ? InstanceProgram.Run(settings) : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
