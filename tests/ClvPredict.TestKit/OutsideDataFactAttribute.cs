using Xunit;

namespace ClvPredict.TestKit;

/// <summary>A fact that needs files of <see cref="OutsideData"/>; skipped, visibly, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OutsideDataFactAttribute : FactAttribute
{
    public OutsideDataFactAttribute(params string[] files)
    {
        Files = files;
        if (OutsideData.Folder is null)
            Skip = $"the environment variable {OutsideData.Variable} is not set";
        else if (files.FirstOrDefault(f => !File.Exists(OutsideData.PathOf(f))) is { } missing)
            Skip = $"{missing} is not in the folder named by {OutsideData.Variable}";
    }

    public IReadOnlyList<string> Files { get; }
}
