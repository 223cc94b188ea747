using ClvPredict.TestKit;

namespace ClvPredict.EndToEnd.Tests;

/// <summary>The NuGet packages, installed from a folder into projects of their own.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Pack_LibrariesAndTool_WorkInAFreshProject()
    {
        var feed = _folder.File("feed");
        Dotnet(
            RepositoryFiles.Root,
            "pack",
            "ClvPredict.sln",
            "-c",
            Configuration,
            "--no-build",
            "-o",
            feed
        );
        WriteProject(feed);

        var app = _folder.File("app");
        var shown = Dotnet(app, "run", "-c", "Release");
        Dotnet(
            app,
            "tool",
            "install",
            "ClvPredict.Tool",
            "--tool-path",
            _folder.File("tools"),
            "--configfile",
            Path.Combine(app, "nuget.config")
        );
        var check = ClvRun.Run(
            RepositoryFiles.Root,
            Path.Combine(_folder.File("tools"), OperatingSystem.IsWindows() ? "clv.exe" : "clv"),
            ["check", "data/sample-orders.csv"]
        );

        shown.Output.ShouldContain("one customer as in the batch: True");
        check.ShouldBeDone().Output.ShouldContain("customers", Case.Insensitive);
    }

    public void Dispose() => _folder.Dispose();

    private static string Configuration =>
        AppContext.BaseDirectory.Contains("debug", StringComparison.Ordinal) ? "Debug" : "Release";

    // Packages of others come from where they are already, those of ClvPredict from nowhere but here, and all are unpacked
    // into a folder of their own.
    private void WriteProject(string feed)
    {
        var app = Directory.CreateDirectory(_folder.File("app")).FullName;
        var known =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                ".nuget",
                "packages"
            );
        File.WriteAllText(
            Path.Combine(app, "nuget.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{_folder.File("packages")}" /></config>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
              <packageSources>
                <clear />
                <add key="made here" value="{feed}" />
                <add key="known" value="{known}" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="made here"><package pattern="ClvPredict.*" /></packageSource>
                <packageSource key="known"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """
        );
        File.WriteAllText(Path.Combine(app, "Directory.Build.props"), "<Project />");
        File.WriteAllText(
            Path.Combine(app, "app.csproj"),
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ClvPredict.Scoring" Version="*" />
                <PackageReference Include="ClvPredict.Training" Version="*" />
              </ItemGroup>
            </Project>
            """
        );
        File.WriteAllText(
            Path.Combine(app, "Program.cs"),
            """
            using System.Globalization;
            using ClvPredict.Data;
            using ClvPredict.Features;
            using ClvPredict.Models.Package;
            using ClvPredict.Scoring;
            using ClvPredict.Training;

            // Commas for decimals, and an order of letters that is not that of their codes.
            CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = new CultureInfo("de-DE");
            DateTime day = new(2024, 1, 1);
            var lines = new List<(string Customer, OrderLine Line)>();
            for (var c = 0; c < 300; c++)
                for (var o = 0; o <= c % 5; o++)
                    lines.Add(($"c{c:000}", new OrderLine(day.AddDays((37 * c + 53 * o) % 365), 10 + c % 7)));
            var ids = lines.Select(l => l.Customer).Distinct().Order(StringComparer.Ordinal).ToArray();
            var histories = CustomerHistories.Build(new OrderTable
            {
                CustomerIds = [.. ids],
                Customer = [.. lines.Select(l => Array.IndexOf(ids, l.Customer))],
                Day = [.. lines.Select(l => DateOnly.FromDateTime(l.Line.Time).DayNumber)],
                SecondOfDay = [.. lines.Select(_ => 0)],
                AmountMinor = [.. lines.Select(l => (long)(l.Line.Amount * Money.MinorPerUnit))],
                IsReturn = [.. lines.Select(_ => false)],
            });
            var asOf = histories.LastDay.AddDays(1);
            var model = ModelTrainer.Train(histories, asOf, new TrainingOptions { Horizon = Horizon.Parse("60d") });
            var scorer = CustomerScorer.Load(ModelPackage.Save(model, "models"));
            var batch = scorer.Score(histories, asOf).Customers[7];
            var one = scorer.Predict([.. lines.Where(l => l.Customer == batch.CustomerId).Select(l => l.Line)], asOf);
            Console.WriteLine($"one customer as in the batch: {one.PredictedClv == batch.PredictedClv}");
            """
        );
    }

    private static ClvRun Dotnet(string folder, params string[] arguments)
    {
        var run = ClvRun.Run(folder, "dotnet", arguments);
        run.ExitCode.ShouldBe(0, string.Join(' ', arguments) + ": " + run.Output + run.Messages);
        return run;
    }
}
