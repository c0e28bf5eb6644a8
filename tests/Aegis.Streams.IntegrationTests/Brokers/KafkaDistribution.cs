namespace Aegis.Streams.IntegrationTests.Brokers;

/// <summary>A distribution of Apache Kafka 4 on this machine: `KAFKA_HOME`, else the folder `shared/bench/kafka` beside the repository.</summary>
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
        var home = string.IsNullOrEmpty(named) ? Beside(AppContext.BaseDirectory) : named;
        var found = home is not null && File.Exists(Path.Combine(home, "bin", "kafka-server-start.sh"));
        if (!found) reason = named is null ? "KAFKA_HOME is not set" : $"KAFKA_HOME ({named}) holds no bin/kafka-server-start.sh";
        else if (!OperatingSystem.IsLinux()) reason = "a private broker needs Linux";
        else if (!HasJava()) reason = "there is no `java` on the PATH (Java 17 or later)";
        return reason.Length == 0 ? new KafkaDistribution(home!) : null;
    }

    private static string? Beside(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "Aegis.Streams.sln"))) folder = Path.GetDirectoryName(folder);
        return folder is null ? null : Path.GetFullPath(Path.Combine(folder, "..", "shared", "bench", "kafka"));
    }

    private static bool HasJava() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "java")));
}
