namespace ClvPredict.Data.Sql.Tests;

/// <summary>A fact that needs a server; skipped, visibly, where the environment names none. <c>.ci/servers.sh start</c>
/// starts both and prints the variables.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerFactAttribute : FactAttribute
{
    public const string Postgres = "CLV_POSTGRES";
    public const string ClickHouse = "CLV_CLICKHOUSE";

    public ServerFactAttribute(params string[] variables)
    {
        Variables = variables;
        if (
            Array.Find(variables, v => Environment.GetEnvironmentVariable(v) is null) is { } missing
        )
            Skip = $"the environment variable {missing} is not set; see .ci/run";
    }

    public IReadOnlyList<string> Variables { get; }
}
