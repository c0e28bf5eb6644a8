namespace Aegis.Streams.IntegrationTests.Brokers;

/// <summary>A distribution of Apache Kafka 4 on this machine: `KAFKA_HOME`, else that of <see cref="BenchFolder"/>.</summary>
/// <param name="Home">Its folder, with `bin` and `libs`.</param>
internal sealed record KafkaDistribution(string Home)
{
    public string StartProgram => Path.Combine(Home, "bin", "kafka-server-start.sh");

    public string StorageProgram => Path.Combine(Home, "bin", "kafka-storage.sh");

    /// <summary>Finds a distribution that can run here.</summary>
    /// <param name="reason">Why there is none.</param>
    public static KafkaDistribution? Find(out string reason)
    {
        reason = "";
        var named = Environment.GetEnvironmentVariable("KAFKA_HOME");
        var home = string.IsNullOrEmpty(named) ? BenchFolder.PathOf("kafka") : named;
        var found = File.Exists(Path.Combine(home, "bin", "kafka-server-start.sh"));
        if (!found) reason = named is null ? "KAFKA_HOME is not set (unpack Apache Kafka 4 and let it name the folder)" : $"KAFKA_HOME ({named}) holds no bin/kafka-server-start.sh";
        else if (!OperatingSystem.IsLinux()) reason = "a private broker needs Linux";
        else if (!HasJava()) reason = "there is no `java` on the PATH (install Java 17 or later, such as openjdk-17-jre-headless)";
        return reason.Length == 0 ? new KafkaDistribution(home) : null;
    }

    private static bool HasJava() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "java")));
}
