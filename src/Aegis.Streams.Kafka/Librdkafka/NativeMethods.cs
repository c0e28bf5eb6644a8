using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Aegis.Streams.Kafka.Librdkafka;

/// <summary>Functions of librdkafka (`rdkafka.h`, `rdkafka_mock.h`) that Confluent.Kafka has no words for, called in the copy of the library that it loaded.</summary>
internal static partial class NativeMethods
{
    private const string LibraryName = "librdkafka";

    // The package holds one build a family of systems, tried by Confluent.Kafka in this order: with GSSAPI (needs the libsasl2 of
    // Red Hat's family), without, and for musl.
    private static readonly string[] Builds = [LibraryName, "centos8-librdkafka", "alpine-librdkafka"];

    static NativeMethods()
    {
        Library.Load();
        NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, Resolve);
    }

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_queue_get_consumer")]
    public static partial nint GetConsumerQueue(nint client);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_queue_yield")]
    public static partial void YieldQueue(nint queue);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_queue_destroy")]
    public static partial void DestroyQueue(nint queue);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_consumer_group_metadata")]
    public static partial nint GetGroupMetadata(nint client);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_consumer_group_metadata_destroy")]
    public static partial void DestroyGroupMetadata(nint metadata);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_conf_new")]
    public static partial nint NewConfiguration();

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_conf_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetProperty(nint configuration, string name, string value, byte[] error, nuint errorLength);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_new")]
    public static partial nint NewClient(int type, nint configuration, byte[] error, nuint errorLength);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_destroy")]
    public static partial void DestroyClient(nint client);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_mock_cluster_new")]
    public static partial nint NewMockCluster(nint client, int brokers);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_mock_cluster_destroy")]
    public static partial void DestroyMockCluster(nint cluster);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
    public static partial nint MockBootstraps(nint cluster);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_mock_topic_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateMockTopic(nint cluster, string name, int partitions, int replicationFactor);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_mock_coordinator_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetMockCoordinator(nint cluster, string keyType, string key, int brokerId);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_mock_broker_set_down")]
    public static partial int SetMockBrokerDown(nint cluster, int brokerId);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_mock_push_request_errors_array")]
    public static partial void FailMockRequests(nint cluster, short api, nuint count, int[] errors);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_mock_group_initial_rebalance_delay_ms")]
    public static partial void SetMockRebalanceDelay(nint cluster, int delayMs);

    [LibraryImport(LibraryName, EntryPoint = "rd_kafka_mock_set_group_consumer_heartbeat_interval_ms")]
    public static partial void SetMockHeartbeatInterval(nint cluster, int intervalMs);

    /// <summary>Finds librdkafka's own handle of a client. Alive while the client is.</summary>
    public static nint HandleOf(Handle client) => ((SafeHandle)NativeHandle(client)).DangerousGetHandle();

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_LibrdkafkaHandle")]
    [return: UnsafeAccessorType("Confluent.Kafka.Impl.SafeKafkaHandle, Confluent.Kafka")]
    private static extern object NativeHandle(Handle client);

    private static nint Resolve(string name, System.Reflection.Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != LibraryName) return 0;
        foreach (var build in Builds)
            if (NativeLibrary.TryLoad(build, assembly, searchPath, out var library)) return library;
        return 0;
    }
}
