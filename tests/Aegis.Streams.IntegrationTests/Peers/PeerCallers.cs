using System.Collections.Concurrent;
using System.Diagnostics;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>
/// Callers that ask two facades by gRPC and HTTP for decisions of all agents, whoever owns them: stateful ones of new ids and of ids that were asked for before, stateless writes,
/// and what became of an id.
/// </summary>
internal sealed class PeerCallers : IDisposable
{
    public const int Count = 32;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private static readonly string[] Actions = ["send", "read", "delete"];

    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private readonly PeerDoors[] _doors;
    private readonly Task[] _work;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, PeerReply> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<PeerReply> _stateless = [];
    private readonly ConcurrentQueue<(string Id, string Fault)> _faults = [];
    private readonly ConcurrentDictionary<string, int> _codes = new(StringComparer.Ordinal);
    private int _nextId;
    private int _answers;
    private long _longest;

    public PeerCallers(PeerFleet fleet)
    {
        _doors = [new PeerDoors(fleet.One, fleet.Authority), new PeerDoors(fleet.Two, fleet.Authority)];
        _work = [.. Enumerable.Range(0, Count).Select(number => Task.Run(() => RunAsync(new Random(number))))];
    }

    /// <summary>Gets how many stateful decisions were answered.</summary>
    public int Answers => Volatile.Read(ref _answers);

    /// <summary>Gets the stateful decisions that were answered, by their intent's id.</summary>
    public IReadOnlyDictionary<string, PeerReply> Known => _known;

    /// <summary>Gets the stateless decisions that were answered.</summary>
    public IReadOnlyCollection<PeerReply> Stateless => _stateless;

    /// <summary>Gets what contradicted itself, with the intent's id.</summary>
    public IReadOnlyCollection<(string Id, string Fault)> Faults => _faults;

    /// <summary>Gets how often which clean error came.</summary>
    public string Errors => string.Join(", ", _codes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"));

    /// <summary>Gets how many calls an instance took and never ended.</summary>
    public int Silences => _codes.GetValueOrDefault(PeerReply.Silence);

    /// <summary>Gets the longest time that a call which ended took beyond what it may.</summary>
    public TimeSpan LongestOver => TimeSpan.FromTicks(Volatile.Read(ref _longest)) - PeerFleet.MaxWait;

    public void WaitForMore(int answers, TimeSpan patience, Func<string> describe)
    {
        var (target, clock) = (Answers + answers, Stopwatch.StartNew());
        while (Answers < target)
        {
            Assert.True(clock.Elapsed < patience, $"{Answers} answers of {target} after {patience}; errors: {Errors}.\n{describe()}");
            Thread.Sleep(20);
        }
    }

    /// <summary>Lets every caller end its call.</summary>
    public void Finish()
    {
        _stopping.Cancel();
        Assert.True(Task.WaitAll(_work, 6 * PeerFleet.MaxWait), "A caller got neither an answer nor an error.");
    }

    public void Dispose()
    {
        _stopping.Cancel();
        foreach (var doors in _doors) doors.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync(Random random)
    {
        while (!_stopping.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            var reply = await AskAsync(_doors[random.Next(_doors.Length)], random);
            if (reply.Code is { } code) _codes.AddOrUpdate(code, 1, static (_, count) => count + 1);
            if (reply.Code is not PeerReply.Silence) NoteTime(Stopwatch.GetElapsedTime(started));
            await Task.Delay(Pause);
        }
    }

    private async Task<PeerReply> AskAsync(PeerDoors doors, Random random)
    {
        // Of three calls one asks for an id of anybody, which may be under way at this moment at the other instance.
        var last = Volatile.Read(ref _nextId);
        var number = last > 0 && random.Next(3) == 0 ? Math.Max(0, last - 1 - random.Next(60)) : Interlocked.Increment(ref _nextId);
        return random.Next(8) switch
        {
            0 => await FindAsync(doors, number),
            1 => await DecideAtOnceAsync(doors, number, isByHttp: false),
            2 => await DecideAtOnceAsync(doors, number, isByHttp: true),
            3 or 4 => await DecideAsync(doors, number, isByHttp: true),
            _ => await DecideAsync(doors, number, isByHttp: false),
        };
    }

    private string IdOf(int number) => $"{_run}-{number}";

    private static string ToolOf(int number) => number % 7 == 0 ? "shop" : "crm";

    private static Task<PeerReply> AskAsync(PeerDoors doors, string id, int number, bool isIdempotent, bool isByHttp)
    {
        var (agent, tool, action) = (PeerFleet.AgentOf(number), ToolOf(number), Actions[number % Actions.Length]);
        return isByHttp ? doors.DecideByHttpAsync(id, agent, tool, action, number, isIdempotent) : doors.DecideByGrpcAsync(id, agent, tool, action, number, isIdempotent);
    }

    private async Task<PeerReply> DecideAsync(PeerDoors doors, int number, bool isByHttp)
    {
        var id = IdOf(number);
        var reply = await AskAsync(doors, id, number, isIdempotent: true, isByHttp);
        Note(reply, id);
        return reply;
    }

    private async Task<PeerReply> DecideAtOnceAsync(PeerDoors doors, int number, bool isByHttp)
    {
        var id = $"{IdOf(number)}-at-once";
        var reply = await AskAsync(doors, id, number, isIdempotent: false, isByHttp);
        if (reply.Code is null) _stateless.Enqueue(reply);
        NoteRefusal(reply, id);
        return reply;
    }

    private async Task<PeerReply> FindAsync(PeerDoors doors, int number)
    {
        var id = IdOf(number);
        var isKnown = _known.ContainsKey(id);
        var reply = await doors.FindAsync(id, PeerFleet.AgentOf(number));
        if (reply.Code == "facade.not_found" && isKnown) _faults.Enqueue((id, "was answered and is then said not to be there"));
        Note(reply, id);
        return reply;
    }

    private void Note(PeerReply reply, string id)
    {
        NoteRefusal(reply, id);
        if (reply.Code is not null) return;
        Interlocked.Increment(ref _answers);
        var first = _known.GetOrAdd(id, reply);
        if (reply.IntentId != id) _faults.Enqueue((id, $"was answered with the decision of {reply.IntentId}"));
        if (first != reply) _faults.Enqueue((id, $"was answered {first.DecisionId} {first.Outcome} and {reply.DecisionId} {reply.Outcome}"));
    }

    private void NoteRefusal(PeerReply reply, string id)
    {
        if (reply.Code is "facade.not_permitted" or "facade.unauthenticated" or "facade.invalid_request" or "facade.internal_error" || reply.Code?.StartsWith("intents.", StringComparison.Ordinal) == true)
            _faults.Enqueue((id, $"was refused as {reply.Code}"));
    }

    private void NoteTime(TimeSpan time)
    {
        for (var known = Volatile.Read(ref _longest); time.Ticks > known;)
        {
            var before = Interlocked.CompareExchange(ref _longest, time.Ticks, known);
            if (before == known) return;
            known = before;
        }
    }
}
