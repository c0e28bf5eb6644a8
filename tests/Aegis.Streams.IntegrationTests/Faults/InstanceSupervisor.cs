using Aegis.Streams.Cli;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>Starts an instance again when its engine has given up, as an orchestrator does, and says how it ended.</summary>
internal sealed class InstanceSupervisor : IDisposable
{
    // A fault of the engine, and an abort in native memory, which librdkafka came to once when its broker was away.
    private static readonly int[] Expected = [ExitCodes.Engine, 134];

    private readonly FaultScene _scene;
    private readonly ITestOutputHelper _output;
    private readonly ManualResetEventSlim _released = new();
    private readonly Task _work;
    private InstanceProcess _instance;

    public InstanceSupervisor(FaultScene scene, InstanceProcess instance, ITestOutputHelper output)
    {
        (_scene, _instance, _output) = (scene, instance, output);
        _work = Task.Factory.StartNew(Run, TaskCreationOptions.LongRunning);
    }

    /// <summary>Stops supervising.</summary>
    /// <returns>The instance that runs now.</returns>
    public InstanceProcess Release()
    {
        _released.Set();
        _work.GetAwaiter().GetResult();
        return _instance;
    }

    public void Dispose()
    {
        _released.Set();
        Task.WhenAny(_work).Wait();
        _released.Dispose();
    }

    private void Run()
    {
        while (!_released.Wait(TimeSpan.FromMilliseconds(200)))
        {
            if (_instance.IsAlive) continue;
            var exitCode = _instance.WaitForExit();
            _output.WriteLine($"The instance ended with {exitCode}.");
            Assert.Contains(exitCode, Expected);
            _instance = _scene.Start(_instance.Settings);
        }
    }
}
