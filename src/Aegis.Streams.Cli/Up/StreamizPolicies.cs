using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Kafka.Decisions;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Policies;
using Aegis.Streams.Policy;

namespace Aegis.Streams.Cli.Up;

/// <summary>The policies of an instance that Streamiz runs: those of files, or the publications, followed beside it.</summary>
internal sealed class StreamizPolicies : IDisposable
{
    private readonly PolicySnapshot? _files;
    private readonly LibrdkafkaClients? _clients;
    private readonly PolicyFollower? _follower;

    private StreamizPolicies(PolicySnapshot? files) => _files = files;

    private StreamizPolicies(LibrdkafkaClients clients, PolicyFollower follower) => (_clients, _follower) = (clients, follower);

    /// <summary>Gets the policy set that decides now; <see langword="null"/>: none is active.</summary>
    public PolicySnapshot? Policy => _follower is null ? _files : _follower.Policy;

    /// <summary>Makes them, and waits until publications were read to their end: an instance that starts must not decide by the past.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="connection">The cluster.</param>
    /// <param name="policies">Where they come from.</param>
    /// <param name="deadline">How long the publications may take.</param>
    /// <param name="run">The run.</param>
    /// <param name="loggers">Makes the logs.</param>
    /// <returns>The policies.</returns>
    /// <exception cref="CliRefusalException">The publications were not read in time.</exception>
    public static async Task<StreamizPolicies> StartAsync(
        DecisionOptions settings, KafkaConnection connection, InstancePolicies policies, TimeSpan deadline, CommandRun run, TalkLoggerFactory loggers)
    {
        if (policies.Published is not { } published) return new StreamizPolicies(policies.Files);
        var clients = new LibrdkafkaClients(connection, settings.ApplicationId, loggers.CreateLogger("clients"));
        var follower = new PolicyFollower(settings.InstanceId, settings.Pipeline.Topics, published, clients, run.Host.Time, loggers.CreateLogger("policies"));
        var started = new StreamizPolicies(clients, follower);
        follower.Start();
        try
        {
            await follower.Completion.WaitAsync(deadline, run.Host.Time, run.Stopping).ConfigureAwait(false);
            return started;
        }
        catch (TimeoutException fault)
        {
            started.Dispose();
            throw CliRefusalException.Fault($"{settings.Pipeline.Topics.Policies} was not read to its end within {deadline}; an open transaction of another producer may hold the rest back", fault);
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _follower?.Dispose();
        _clients?.Dispose();
    }
}
