using System.Collections.Concurrent;
using System.Diagnostics;
using Aegis.Streams.Client;
using Aegis.Streams.Protocol.V1;
using Google.Protobuf;

namespace Aegis.Streams.IntegrationTests.Peers;

/// <summary>Callers that ask two facades for decisions of all agents, whoever owns them: new ids, ids that were asked for before, and what became of them.</summary>
internal sealed class PeerCallers : IDisposable
{
    public const int Count = 32;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private static readonly string[] Actions = ["send", "read", "delete"];

    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private readonly AegisClient[] _clients;
    private readonly Task[] _work;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, Decision> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Id, string Fault)> _faults = [];
    private readonly ConcurrentDictionary<string, int> _codes = new(StringComparer.Ordinal);
    private int _nextId;
    private int _answers;
    private long _longest;

    public PeerCallers(params PeerInstance[] instances)
    {
        _clients = [.. instances.Select(instance => new AegisClient(new AegisClientOptions { Address = instance.Address, Token = PeerFaultScene.Token, Deadline = Deadline, MaxAttempts = 1 }))];
        _work = [.. Enumerable.Range(0, Count).Select(number => Task.Run(() => RunAsync(new Random(number))))];
    }

    /// <summary>Gets how many decisions were answered.</summary>
    public int Answers => Volatile.Read(ref _answers);

    /// <summary>Gets the decisions that were answered, by their intent's id.</summary>
    public IReadOnlyDictionary<string, Decision> Known => _known;

    /// <summary>Gets what contradicted itself, with the intent's id.</summary>
    public IReadOnlyCollection<(string Id, string Fault)> Faults => _faults;

    /// <summary>Gets how often which clean error came.</summary>
    public string Errors => string.Join(", ", _codes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"));

    /// <summary>Gets the longest time that a call took beyond its deadline.</summary>
    public TimeSpan LongestOver => TimeSpan.FromTicks(Volatile.Read(ref _longest)) - Deadline;

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
        Assert.True(Task.WaitAll(_work, 4 * Deadline), "A caller got neither an answer nor an error.");
    }

    public void Dispose()
    {
        _stopping.Cancel();
        foreach (var client in _clients) client.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync(Random random)
    {
        while (!_stopping.IsCancellationRequested)
        {
            // Of three calls one asks for an id of anybody, which may be under way at this moment at the other instance.
            var last = Volatile.Read(ref _nextId);
            var number = last > 0 && random.Next(3) == 0 ? Math.Max(0, last - 1 - random.Next(60)) : Interlocked.Increment(ref _nextId);
            var started = Stopwatch.GetTimestamp();
            var client = _clients[random.Next(_clients.Length)];
            await (random.Next(8) == 0 ? FindAsync(client, number) : DecideAsync(client, number));
            NoteTime(Stopwatch.GetElapsedTime(started));
            await Task.Delay(Pause);
        }
    }

    private string IdOf(int number) => $"{_run}-{number}";

    private static string AgentOf(int number) => PeerFaultScene.AgentOf(number % PeerFaultScene.Agents);

    private async Task DecideAsync(AegisClient client, int number)
    {
        var intent = new ToolCallIntent
        {
            Id = IdOf(number),
            Tenant = PeerFaultScene.Tenant,
            Agent = AgentOf(number),
            Tool = number % 7 == 0 ? "shop" : "crm",
            Action = Actions[number % Actions.Length],
            CallClass = CallClass.Write,
            Parameters = ByteString.CopyFromUtf8($$"""{"n":{{number}}}"""),
        };
        var answer = await client.DecideAsync(intent, isIdempotent: true);
        if (answer.Decision is { } decision) Note(decision, intent.Id);
        else NoteError(answer.Fault!, intent.Id);
    }

    private async Task FindAsync(AegisClient client, int number)
    {
        var id = IdOf(number);
        var isKnown = _known.ContainsKey(id);
        var found = await client.GetDecisionAsync(PeerFaultScene.Tenant, AgentOf(number), id);
        if (found.Decision is { } decision) Note(decision, id);
        else if (found.Fault!.Code == "facade.not_found" && isKnown) _faults.Enqueue((id, "was answered and is then said not to be there"));
        else NoteError(found.Fault, id);
    }

    private void Note(Decision decision, string id)
    {
        Interlocked.Increment(ref _answers);
        var first = _known.GetOrAdd(id, decision);
        if (decision.IntentId != id) _faults.Enqueue((id, $"was answered with the decision of {decision.IntentId}"));
        if ((first.DecisionId, first.Outcome) != (decision.DecisionId, decision.Outcome))
            _faults.Enqueue((id, $"was answered {first.DecisionId} {first.Outcome} and {decision.DecisionId} {decision.Outcome}"));
    }

    private void NoteError(DecisionFault fault, string id)
    {
        _codes.AddOrUpdate(fault.Code, 1, static (_, count) => count + 1);
        if (fault.Code is "facade.not_permitted" or "facade.unauthenticated" or "facade.invalid_request" || fault.Code.StartsWith("intents.", StringComparison.Ordinal))
            _faults.Enqueue((id, $"was refused as {fault}"));
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
