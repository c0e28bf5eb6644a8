using Aegis.Streams.Cli.Connections;

namespace Aegis.Streams.Cli.Up;

/// <summary>`aegis up`: runs an instance until it is told to stop.</summary>
internal static class UpCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var options = new UpOptions(connections);
        var verb = new Verb("up", "Run an instance: decide intents until interrupted. Needs a cluster, or --embedded for evaluation.")
        {
            Examples =
            [
                "aegis up --bootstrap-servers kafka-1:9092,kafka-2:9092 --policies /etc/aegis/policies",
                "aegis up --config kafka.properties -X security.protocol=SASL_SSL --threads 4 --log-format json",
                "aegis up --bootstrap-servers kafka-1:9092 --policy-keys /etc/aegis/policy-keys",
                "aegis up --embedded --topic acme.replies",
            ],
        };
        options.AddTo(verb);
        return verb.Runs(run => new Instance(run, options).RunAsync());
    }
}
