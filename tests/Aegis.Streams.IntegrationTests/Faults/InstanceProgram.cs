using System.Runtime.InteropServices;
using System.Text.Json;
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
        using var instance = new Instance(JsonSerializer.Deserialize<InstanceSettings>(settings)!, loggers);
        instance.Application.StateChanged += state => Console.Out.WriteLine(state);
        using var terminated = new ManualResetEventSlim();
        using var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            terminated.Set();
        });
        instance.Application.Start();
        WaitHandle.WaitAny([terminated.WaitHandle, ((IAsyncResult)instance.Application.Completion).AsyncWaitHandle]);
        if (instance.Application.Completion.Exception is { InnerException: { } fault })
        {
            Console.Error.WriteLine(fault.Message);
            return 1;
        }

        return instance.Application.Stop(TimeSpan.FromSeconds(20)) ? 0 : 2;
    }
}
