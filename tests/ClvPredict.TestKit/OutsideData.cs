namespace ClvPredict.TestKit;

/// <summary>Data that is not in the repository, in the folder that the environment variable CLV_DATA names.</summary>
public static class OutsideData
{
    public const string Variable = "CLV_DATA";

    public static string? Folder => Environment.GetEnvironmentVariable(Variable);

    /// <summary>Full path of a file below the folder, for example "data/cdnow_full.csv.gz".</summary>
    public static string PathOf(string file) =>
        Path.Combine(Folder ?? throw new InvalidOperationException($"{Variable} is not set"), file);
}
