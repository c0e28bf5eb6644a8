using System.Net;
using Aegis.Streams.Contracts;
using Aegis.Streams.Publishing;
using Confluent.SchemaRegistry;
using Newtonsoft.Json;

namespace Aegis.Streams.Kafka.SchemaRegistry;

/// <summary>
/// Registers the contracts, or looks them up: the .proto text of each value subject, with a reference for each file of ours that it
/// imports. Registries know Google's well-known types by themselves. Texts are sent as they are and not normalised, since registries differ in that.
/// </summary>
public sealed class ContractRegistration
{
    private const int SchemaNotFound = 40403;
    private const int SubjectNotFound = 40401;

    private readonly SchemaRegistryConnection _connection;
    private readonly ISchemaRegistryClient _client;
    private readonly List<RegisteredContract> _registered = [];
    private string _subject = "";

    private ContractRegistration(SchemaRegistryConnection connection, ISchemaRegistryClient client) => (_connection, _client) = (connection, client);

    /// <summary>Registers the contracts of a deployment, or looks them up.</summary>
    /// <param name="connection">The registry.</param>
    /// <param name="topics">The topics, which name the subjects.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The contracts with their ids.</returns>
    /// <exception cref="ContractRegistrationException">The registry does not answer in time or refuses. Nothing may then be produced in its framing.</exception>
    public static async Task<RegisteredContracts> RunAsync(SchemaRegistryConnection connection, TopicNames topics, CancellationToken cancellationToken = default)
    {
        using var client = Connect(connection);
        var registration = new ContractRegistration(connection, client);
        try
        {
            return await registration.RegisterAllAsync(topics).WaitAsync(connection.Timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is SchemaRegistryException or HttpRequestException or JsonException or TimeoutException or TaskCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            throw registration.Explain(fault);
        }
    }

    private static CachedSchemaRegistryClient Connect(SchemaRegistryConnection connection)
    {
        if (!connection.Url.Split(',').All(IsUrl))
            throw new ContractRegistrationException(SchemaRegistryFault.InvalidProperty, "The schema registry's address is not a URL; one looks like http://localhost:8081.");
        var properties = new Dictionary<string, string> { [SchemaRegistryConfig.PropertyNames.SchemaRegistryUrl] = connection.Url };
        foreach (var (name, value) in connection.Properties) properties[name] = value;
        try
        {
            return new CachedSchemaRegistryClient(properties);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidOperationException)
        {
            // Its message may quote a value.
            var names = string.Join(", ", connection.Properties.Keys.Order(StringComparer.Ordinal));
            var message = $"One of the properties {names} is not known to the schema registry's client, or has a value that it does not take; their names start with `schema.registry.`.";
            throw new ContractRegistrationException(SchemaRegistryFault.InvalidProperty, message, fault);
        }
    }

    private static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private async Task<RegisteredContracts> RegisterAllAsync(TopicNames topics)
    {
        var ids = new Dictionary<string, int>();
        foreach (var topic in ContractTopics.Of(topics))
        {
            // Named as Confluent's TopicNameStrategy does.
            var contract = await RegisterAsync($"{topic.Name}-value", ContractFiles.Get(topic.Message.File.Name)).ConfigureAwait(false);
            ids[topic.Message.FullName] = contract.Id;
        }

        return new RegisteredContracts(_connection.Address, _registered, new ProtobufFraming(ids));
    }

    private async Task<RegisteredContract> RegisterAsync(string subject, ContractFile file)
    {
        if (_registered.Find(contract => contract.Subject == subject) is { } known) return known;
        var references = new List<SchemaReference>();
        foreach (var import in file.Descriptor.Dependencies.Where(import => import.Package == file.Descriptor.Package))
        {
            var imported = await RegisterAsync(import.Name, ContractFiles.Get(import.Name)).ConfigureAwait(false);
            references.Add(new SchemaReference(import.Name, imported.Subject, imported.Version));
        }

        _subject = subject;
        var schema = new Schema(file.Text, references, SchemaType.Protobuf);
        if (_connection.AutoRegister) await _client.RegisterSchemaAsync(subject, schema, normalize: false).ConfigureAwait(false);
        var found = await _client.LookupSchemaAsync(subject, schema, ignoreDeletedSchemas: true, normalize: false).ConfigureAwait(false);
        var contract = new RegisteredContract(subject, found.Version, found.Id);
        _registered.Add(contract);
        return contract;
    }

    private ContractRegistrationException Explain(Exception exception)
    {
        var (fault, message) = exception switch
        {
            SchemaRegistryException { Status: HttpStatusCode.Conflict } => (
                SchemaRegistryFault.Incompatible,
                $"refuses the contract of subject `{_subject}` as incompatible with an older version; this program is older than the registry's contract, or the subject's compatibility level is stricter than BACKWARD"),
            // The second is how the client tells of a 401 whose body is no JSON.
            SchemaRegistryException { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden }
                or HttpRequestException { InnerException.InnerException: JsonException } => (
                SchemaRegistryFault.Unauthorized,
                $"does not let this client use subject `{_subject}`; pass its credentials, such as schema.registry.basic.auth.user.info"),
            SchemaRegistryException { ErrorCode: SchemaNotFound or SubjectNotFound } when !_connection.AutoRegister => (
                SchemaRegistryFault.NotRegistered,
                $"does not have this version's contract under subject `{_subject}`; register it with `aegis contracts register`, or permit auto-registration"),
            SchemaRegistryException refused => (
                SchemaRegistryFault.Refused, $"refused subject `{_subject}` with HTTP {(int)refused.Status}, code {refused.ErrorCode}; its log tells more"),
            JsonException => (SchemaRegistryFault.Refused, "answers with something else than a registry does: it is no schema registry, or a proxy speaks for it"),
            HttpRequestException => (SchemaRegistryFault.Unreachable, "cannot be reached; check the address and that it runs"),
            _ => (SchemaRegistryFault.Unreachable, $"did not answer within {_connection.Timeout.TotalSeconds:0} s; check the address and that it runs"),
        };
        return new ContractRegistrationException(fault, $"The schema registry at {_connection.Address} {message}.", exception);
    }
}
