using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aegis.Streams.IntegrationTests.Brokers;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Kafka.Librdkafka;
using Aegis.Streams.Kafka.Runtime;
using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>A broker that speaks TLS, asks for a password and knows who may do what.</summary>
[Collection(FaultTests.Name)]
[Trait("Category", "Kafka")]
public sealed class SecuredBrokerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aegis-tls-");

    [Fact]
    public void TlsWithPassword_DecidesWhatItMayAndNamesWhatItMayNot()
    {
        using var cluster = StartSecured();
        var admin = Connect(cluster, "admin");
        using var scene = new FaultScene(admin, TestContext.Current.TestOutputHelper!);
        var aegis = Connect(cluster, "aegis");
        var settings = scene.Settings("one") with { Properties = new(aegis.Properties) };
        using var log = new LogRecorder();
        using var instance = new Instance(settings, log);
        instance.StartAndWaitUntilRunning();
        Deny(admin, scene.Topics.Audit);
        scene.StartLoad(300, perSecond: 300);

        log.WaitFor("TopicAuthorizationFailed");
        Assert.Equal(0, scene.Answers);
        Undeny(admin, scene.Topics.Audit);

        scene.WaitUntilAnswered();
        Assert.True(instance.Application.Stop(Patience));
        Assert.Equal(StreamsState.NotRunning, instance.Application.State);
        scene.Check();
    }

    [Fact]
    public void TlsWithPassword_StreamizDecidesToo_AndItsLogHoldsNoPassword()
    {
        using var cluster = StartSecured();
        var admin = Connect(cluster, "admin");
        using var scene = new FaultScene(admin, TestContext.Current.TestOutputHelper!);
        var instance = scene.Start(scene.Settings("one") with { IsStreamiz = true, Properties = new(Connect(cluster, "aegis").Properties) });
        instance.WaitUntilRunning();
        scene.StartLoad(300, perSecond: 300, repeats: false);

        scene.WaitUntilAnswered();
        Assert.Equal(0, instance.Terminate());
        EngineOutputs.Read(scene.Clients, scene.Topics);
        Assert.DoesNotContain("sasl.password", instance.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongPasswordOrPlaintext_IsRefusedWithAClearMessage()
    {
        using var cluster = StartSecured();
        var wrong = Connect(cluster, "aegis");
        wrong = wrong with { Properties = new Dictionary<string, string>(wrong.Properties) { ["sasl.password"] = "wrong" } };

        var refused = Assert.Throws<StreamClientException>(() => ClusterProbe.Connect(wrong, TimeSpan.FromSeconds(8)));
        Assert.Equal(StreamClientFault.NotAuthorized, refused.Fault);
        Assert.Contains("refuses these credentials", refused.Message, StringComparison.Ordinal);

        var silent = Assert.Throws<StreamClientException>(() => ClusterProbe.Connect(new KafkaConnection(wrong.BootstrapServers), TimeSpan.FromSeconds(8)));
        Assert.Equal(StreamClientFault.Retriable, silent.Fault);
        Assert.Contains($"no Kafka cluster answered at {wrong.BootstrapServers}", silent.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private KafkaCluster StartSecured()
    {
        var (certificate, key) = MakeCertificate();
        File.WriteAllText(Path.Combine(_folder.FullName, "broker.pem"), key + certificate);
        File.WriteAllText(Path.Combine(_folder.FullName, "ca.pem"), certificate);
        const string users = "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\"admin\" user_admin=\"admin\" user_aegis=\"aegis\";";
        return FaultBroker.StartCluster(
            "listener.security.protocol.map=PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT",
            "sasl.enabled.mechanisms=PLAIN",
            "sasl.mechanism.inter.broker.protocol=PLAIN",
            $"listener.name.plaintext.plain.sasl.jaas.config={users}",
            "ssl.keystore.type=PEM",
            $"ssl.keystore.location={Path.Combine(_folder.FullName, "broker.pem")}",
            "ssl.truststore.type=PEM",
            $"ssl.truststore.location={Path.Combine(_folder.FullName, "ca.pem")}",
            "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users=User:admin;User:ANONYMOUS",
            "allow.everyone.if.no.acl.found=true");
    }

    private KafkaConnection Connect(KafkaCluster cluster, string user) => cluster.Connection with
    {
        Properties = new Dictionary<string, string>
        {
            ["security.protocol"] = "sasl_ssl",
            ["ssl.ca.location"] = Path.Combine(_folder.FullName, "ca.pem"),
            ["sasl.mechanisms"] = "PLAIN",
            ["sasl.username"] = user,
            ["sasl.password"] = user,
        },
    };

    private static (string Certificate, string Key) MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(7));
        return (certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private static void Deny(KafkaConnection admin, string topic) =>
        Change(admin, client => client.CreateAclsAsync([NoWrite(topic)]));

    private static void Undeny(KafkaConnection admin, string topic) =>
        Change(admin, client => client.DeleteAclsAsync([NoWrite(topic).ToFilter()]));

    private static AclBinding NoWrite(string topic) => new()
    {
        Pattern = new ResourcePattern { Type = ResourceType.Topic, Name = topic, ResourcePatternType = ResourcePatternType.Literal },
        Entry = new AccessControlEntry { Principal = "User:aegis", Host = "*", Operation = AclOperation.Write, PermissionType = AclPermissionType.Deny },
    };

    private static void Change(KafkaConnection admin, Func<IAdminClient, Task> change)
    {
        using var client = new AdminClientBuilder(admin.ToClientConfig()).Build();
        Assert.True(change(client).Wait(Patience));
    }
}
