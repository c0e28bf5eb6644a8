using System.Runtime.InteropServices;
using System.Text.Json;
using Aegis.Streams.Cli.Up;
using Microsoft.Extensions.Logging;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>An instance as a process: its states on stdout, its log on stderr. Ends 0 after SIGTERM, 1 when the stream ends in a fault.</summary>
internal static class InstanceProgram
{
    public const string Verb = "run-instance";

    public static int Run(string settings)
    {
        using var loggers = LoggerFactory.Create(logging => logging
            .AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss.fff "))
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        var instance = JsonSerializer.Deserialize<InstanceSettings>(settings)!;
        using IDecisionEngine engine = instance.IsStreamiz ? StreamizInstance.Create(instance, loggers) : new Instance(instance, loggers).ToEngine();
        engine.StateChanged += state => Console.Out.WriteLine(state);
        using var terminated = new ManualResetEventSlim();
        using var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            terminated.Set();
        });
        engine.Start();
        WaitHandle.WaitAny([terminated.WaitHandle, ((IAsyncResult)engine.Completion).AsyncWaitHandle]);
        if (engine.Completion.Exception is { InnerException: { } fault })
        {
            Console.Error.WriteLine(fault.Message);
            return engine.FaultExitCode;
        }

        return engine.Stop(TimeSpan.FromSeconds(20)) ? 0 : 2;
    }
}
