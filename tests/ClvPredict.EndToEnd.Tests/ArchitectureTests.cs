using System.Xml.Linq;
using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>The direction in which assemblies may use each other; nothing else is allowed.</summary>
public class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> s_mayUse = new(StringComparer.Ordinal)
    {
        ["Data"] = [],
        ["Data.Sql"] = ["Data"],
        ["Features"] = ["Data"],
        ["Models"] = ["Features"],
        ["Training"] = ["Models"],
        ["Scoring"] = ["Models"],
        ["Decisions"] = ["Scoring"],
        ["Reporting"] = ["Decisions"],
        ["Service"] = ["Reporting"],
        ["Cli"] = ["Data.Sql", "Service", "Training"],
    };

    [Fact]
    public void Projects_References_FollowTheDrawing()
    {
        var projects = Directory.GetFiles(
            RepositoryFiles.PathOf("src"),
            "*.csproj",
            SearchOption.AllDirectories
        );

        projects.Select(Name).Order().ShouldBe(s_mayUse.Keys.Order());
        foreach (var project in projects)
        {
            var references = XDocument
                .Load(project)
                .Descendants("ProjectReference")
                .Select(r => Name(r.Attribute("Include")!.Value));
            references.Order().ShouldBe(s_mayUse[Name(project)].Order(), project);
        }
    }

    [Fact]
    public void Libraries_Packages_AreNoneButDatabaseDriversAbstractionsTheServiceAndTheCommandLine()
    {
        var allowed = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["Data.Sql"] = ["Microsoft.Data.Sqlite", "Npgsql", "SQLitePCLRaw.core"],
            ["Scoring"] =
            [
                "Microsoft.Extensions.DependencyInjection.Abstractions",
                "Microsoft.Extensions.Logging.Abstractions",
            ],
            ["Service"] =
            [
                "Microsoft.AspNetCore.OpenApi",
                "OpenTelemetry",
                "OpenTelemetry.Exporter.OpenTelemetryProtocol",
            ],
            ["Cli"] = ["System.CommandLine"],
        };

        foreach (
            var project in Directory.GetFiles(
                RepositoryFiles.PathOf("src"),
                "*.csproj",
                SearchOption.AllDirectories
            )
        )
        {
            var packages = XDocument
                .Load(project)
                .Descendants("PackageReference")
                .Select(r => r.Attribute("Include")!.Value);
            string.Join(' ', packages.Order())
                .ShouldBe(string.Join(' ', allowed.GetValueOrDefault(Name(project), [])), project);
        }
    }

    private static string Name(string project) =>
        Path.GetFileNameWithoutExtension(project.Replace('\\', '/'))["ClvPredict.".Length..];
}
