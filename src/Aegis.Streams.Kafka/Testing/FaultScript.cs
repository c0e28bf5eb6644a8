namespace Aegis.Streams.Kafka.Testing;

/// <summary>Decides which client calls go wrong, and how. Draws from one seed, or does as it is told call by call.</summary>
internal sealed class FaultScript
{
    private static readonly Dictionary<ClientCall, ClientFault[]> Choices = new()
    {
        [ClientCall.Poll] = [ClientFault.CrashBefore, ClientFault.CrashAfter, ClientFault.Stall, ClientFault.FatalBefore],
        [ClientCall.Committed] = [ClientFault.CrashBefore, ClientFault.TimeoutBefore, ClientFault.Stall],
        [ClientCall.Seek] = [ClientFault.CrashBefore, ClientFault.TimeoutBefore],
        [ClientCall.Close] = [ClientFault.CrashBefore, ClientFault.CrashAfter],
        [ClientCall.InitTransactions] =
            [ClientFault.CrashBefore, ClientFault.CrashAfter, ClientFault.TimeoutBefore, ClientFault.TimeoutAfter, ClientFault.FatalBefore, ClientFault.Stall],
        [ClientCall.Produce] = [ClientFault.CrashBefore, ClientFault.CrashAfter, ClientFault.Stall],
        [ClientCall.SendOffsets] =
            [
                ClientFault.CrashBefore, ClientFault.CrashAfter, ClientFault.TimeoutBefore, ClientFault.TimeoutAfter, ClientFault.AbortRequired,
                ClientFault.Fenced, ClientFault.FatalBefore, ClientFault.FatalAfter, ClientFault.Stall,
            ],
        [ClientCall.Commit] =
            [
                ClientFault.CrashBefore, ClientFault.CrashAfter, ClientFault.TimeoutBefore, ClientFault.TimeoutAfter, ClientFault.AbortRequired,
                ClientFault.Fenced, ClientFault.FatalBefore, ClientFault.FatalAfter, ClientFault.LateDuplicate, ClientFault.MarkersLost, ClientFault.Stall,
            ],
        [ClientCall.Abort] =
            [
                ClientFault.CrashBefore, ClientFault.CrashAfter, ClientFault.TimeoutBefore, ClientFault.TimeoutAfter, ClientFault.Fenced,
                ClientFault.FatalBefore, ClientFault.FatalAfter, ClientFault.LateDuplicate, ClientFault.MarkersLost, ClientFault.Stall,
            ],
        [ClientCall.Read] = [ClientFault.CrashBefore, ClientFault.TimeoutBefore, ClientFault.Stall],
        [ClientCall.Ranges] = [ClientFault.CrashBefore, ClientFault.TimeoutBefore],
    };

    private readonly Dictionary<ClientCall, Queue<ClientFault>> _orders = [];
    private readonly Random? _random;
    private readonly int _faultsPerThousandCalls;

    /// <summary>Initializes a script that injects only what it is told.</summary>
    public FaultScript()
    {
    }

    /// <summary>Initializes a script that draws.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="faultsPerThousandCalls">Of a thousand calls, how many go wrong; of polls, reads and single records a tenth of it.</param>
    public FaultScript(int seed, int faultsPerThousandCalls)
    {
        _random = new Random(seed);
        _faultsPerThousandCalls = faultsPerThousandCalls;
    }

    /// <summary>Gets how often each call met each fault: shows that a run tried something.</summary>
    public Dictionary<(ClientCall Call, ClientFault Fault), int> Injected { get; } = [];

    /// <summary>Gets a value indicating whether faults are over: only what was ordered happens.</summary>
    public bool IsQuiet { get; private set; }

    /// <summary>Orders a fault for the next call of a kind, after the orders before it. <see cref="ClientFault.None"/> lets one call pass.</summary>
    public void Inject(ClientCall call, ClientFault fault)
    {
        if (!_orders.TryGetValue(call, out var queue)) _orders.Add(call, queue = []);
        queue.Enqueue(fault);
    }

    /// <summary>Ends the faults.</summary>
    public void Quiet() => IsQuiet = true;

    public ClientFault Next(ClientCall call)
    {
        var fault = _orders.TryGetValue(call, out var queue) && queue.TryDequeue(out var ordered) ? ordered : Draw(call);
        if (fault != ClientFault.None) Injected[(call, fault)] = Injected.GetValueOrDefault((call, fault)) + 1;
        return fault;
    }

    /// <summary>Draws how long one marker takes to its partition: now and then so long that a new owner is there before it.</summary>
    public TimeSpan MarkerDelay() => Chance(300) ? TimeSpan.FromMilliseconds(Number(Chance(200) ? 5000 : 200)) : TimeSpan.Zero;

    /// <summary>Draws whether a call that times out does so for a broken connection, not for a slow broker.</summary>
    public bool BreaksConnection() => Chance(500);

    /// <summary>Draws whether a broker that ends a transaction for its age does so in the moment in which it knows no leaders, and so writes no marker.</summary>
    public bool LosesMarkers() => Chance(300);

    /// <summary>Draws how long a request is lost in the network; a second without a seed.</summary>
    public TimeSpan RequestDelay() => TimeSpan.FromMilliseconds(_random is null ? 1000 : Number(2000));

    /// <summary>Draws how long a process is stopped: sometimes beyond the transaction's timeout, sometimes beyond the session.</summary>
    public TimeSpan StallTime() => TimeSpan.FromMilliseconds(Number(Chance(500) ? 12_000 : 60_000));

    /// <summary>Draws whether a produced record leaves the client's buffer at once, not only with the end of the transaction.</summary>
    public bool SendsAtOnce() => !Chance(500);

    /// <summary>Draws a number from 0 to below a bound; 0 without a seed or when quiet.</summary>
    public int Number(int bound) => _random is null || IsQuiet ? 0 : _random.Next(bound);

    private bool Chance(int perThousand) => _random is not null && !IsQuiet && _random.Next(1000) < perThousand;

    private ClientFault Draw(ClientCall call)
    {
        if (_random is null || IsQuiet) return ClientFault.None;
        var isFrequent = call is ClientCall.Poll or ClientCall.Read or ClientCall.Produce;
        if (call is ClientCall.Poll or ClientCall.Read && Chance(100)) return ClientFault.Nothing;
        if (_random.Next(isFrequent ? 10_000 : 1000) >= _faultsPerThousandCalls) return ClientFault.None;
        var choices = Choices[call];
        return choices[_random.Next(choices.Length)];
    }
}
