namespace ClvPredict.Data.Tests.Parquet;

/// <summary>A fact that asks DuckDB through node; skipped, visibly, where one of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DuckDbFactAttribute : FactAttribute
{
    public DuckDbFactAttribute()
    {
        if (DuckDb.Folder is null)
            Skip = $"the environment variable {DuckDb.Variable} is not set";
        else if (
            !Directory.Exists(Path.Combine(DuckDb.Folder, "node_modules", "@duckdb", "node-api"))
        )
            Skip = $"@duckdb/node-api is not installed in the folder named by {DuckDb.Variable}";
        else if (!DuckDb.HasNode)
            Skip = "node is not on the PATH";
    }
}
