namespace ClvPredict.TestKit;

/// <summary>Files of the repository that tests read.</summary>
public static class RepositoryFiles
{
    /// <summary>The folder that holds ClvPredict.sln, found upwards from the test's own folder.</summary>
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var d = new DirectoryInfo(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            if (File.Exists(Path.Combine(d.FullName, "ClvPredict.sln")))
                return d.FullName;
        }
        throw new InvalidOperationException(
            "ClvPredict.sln was not found above " + AppContext.BaseDirectory
        );
    }
}
