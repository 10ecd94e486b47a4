using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lambda.Native.Emulator.Tests.Page;

/// <summary>The page as people use it, in a real browser before a real function.</summary>
public sealed class PageTests(Browser browser) : IClassFixture<Browser>
{
    [FactWithBrowser]
    public async Task A_sample_is_invoked_and_all_there_is_to_know_is_shown()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync();
        IPage page = await browser.OpenAsync(emulator.Emulator.Address);
        await Expect(page).ToHaveTitleAsync("hello · Lambda.Native");
        await page.GetByLabel("Sample").SelectOptionAsync("sqs-standard");
        await Expect(page.Locator("#event")).ToHaveValueAsync(Encoding.UTF8.GetString(EventSamples.Find("sqs")!.Json.Span));
        await page.GetByRole(AriaRole.Button, new() { Name = "Invoke", Exact = true }).ClickAsync();
        await Expect(page.Locator("#outcome")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^Succeeded in .+ after .+ of initialisation; billed \\d+ ms"));
        await Expect(page.Locator("#answer")).ToContainTextAsync("\"eventSource\": \"aws:sqs\"");
        await Expect(page.Locator("#history tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("#log")).ToContainTextAsync("START RequestId: ");
        await Expect(page.Locator("#log")).ToContainTextAsync("REPORT RequestId: ");
        await Expect(page.Locator("#chart rect.cold")).ToHaveCountAsync(1);
        await Expect(page.Locator("#chart-summary")).ToContainTextAsync("1 cold");

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Replay") }).ClickAsync();
        await Expect(page.Locator("#history tr")).ToHaveCountAsync(2);
        await Expect(page.Locator("#outcome")).Not.ToContainTextAsync("initialisation");
        await Expect(page.Locator("#chart-summary")).ToContainTextAsync("1 warm");
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear history and log" }).ClickAsync();
        await Expect(page.Locator("#history tr")).ToHaveCountAsync(0);
        await Expect(page.Locator("#log")).ToBeEmptyAsync();
    }

    [FactWithBrowser]
    public async Task What_is_wrong_is_said()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync();
        IPage page = await browser.OpenAsync(emulator.Emulator.Address);
        await page.Locator("#event").FillAsync("{\"a\":");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not JSON");
        await Expect(page.Locator("#event")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.Locator("#invoke").ClickAsync();
        await Expect(page.Locator("#outcome")).ToHaveTextAsync("Nothing invoked yet");

        await page.Locator("#event").FillAsync("\"fail\"");
        await page.Locator("#event").PressAsync("Control+Enter");
        await Expect(page.Locator("#outcome")).ToContainTextAsync("Failed (Unhandled)");
        await Expect(page.Locator("#answer")).ToContainTextAsync("Oops");
        await Expect(page.Locator("#history tr.failed")).ToHaveCountAsync(1);
        await Expect(page.Locator("#chart rect.failed")).ToHaveCountAsync(1);

        await emulator.Emulator.DisposeAsync();
        await Expect(page.Locator("#connection")).ToContainTextAsync("The emulator is gone");
    }

    [FactWithBrowser]
    public async Task Invocations_of_others_show_up_while_they_happen()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync();
        await emulator.PayloadAsync("before");
        IPage page = await browser.OpenAsync(emulator.Emulator.Address);
        await Expect(page.Locator("#history tr")).ToHaveCountAsync(1);
        await emulator.PayloadAsync("log");
        await Expect(page.Locator("#history tr")).ToHaveCountAsync(2);
        await Expect(page.Locator("#log .function", new() { HasText = "out" }).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Show") }).First.ClickAsync();
        await Expect(page.Locator("#event")).ToHaveValueAsync("\"log\"");
        await Expect(page.Locator("#answer")).ToHaveTextAsync("1");
    }

    [FactWithBrowser]
    public async Task What_a_function_says_is_text_and_nothing_comes_from_elsewhere()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync();
        IPage page = await browser.OpenAsync(emulator.Emulator.Address);
        var requested = new List<string>();
        var problems = new List<string>();
        page.Request += (_, request) => requested.Add(request.Url);
        page.Console += (_, message) => problems.Add(message.Text);
        page.PageError += (_, error) => problems.Add(error);
        await page.ReloadAsync();
        await page.Locator("#event").FillAsync("\"<img src=x onerror=document.title='taken'>\"");
        await page.Locator("#invoke").ClickAsync();
        await Expect(page.Locator("#answer")).ToHaveTextAsync("\"<img src=x onerror=document.title='taken'>\"");
        await Expect(page.Locator("#history tr")).ToHaveCountAsync(1);
        await Expect(page).ToHaveTitleAsync("hello · Lambda.Native");
        Assert.All(requested, url => Assert.StartsWith(emulator.Emulator.Address.ToString(), url));
        Assert.Empty(problems);

        await page.EvaluateAsync("() => { const s = document.createElement('script'); s.textContent = 'document.title = \"inline\"'; document.head.append(s); }");
        await Expect(page).ToHaveTitleAsync("hello · Lambda.Native");
    }

    [FactWithBrowser]
    public async Task It_is_used_by_keyboard_alone()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync();
        IPage page = await browser.OpenAsync(emulator.Emulator.Address);
        await emulator.PayloadAsync("once");
        await Expect(page.Locator("#history tr")).ToHaveCountAsync(1);
        var reached = new List<string>();
        for (int i = 0; i < 14; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("() => document.activeElement.id || document.activeElement.textContent.trim().slice(0, 20)"));
        }
        string[] stops = ["Skip to the event", "sample", "format", "event", "invoke", "answer", "Show", "Replay", "follow", "clear", "log"];
        Assert.Equal(stops, reached.Where(stops.Contains).Distinct());
        Assert.Empty(await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('button, input, select, textarea')].filter(c => !c.labels?.length && !c.textContent.trim() && !c.ariaLabel).map(c => c.outerHTML)"));
    }

    [TheoryWithBrowser]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_has_the_contrast_of_WCAG_AA(ColorScheme scheme)
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync();
        await emulator.InvokeAsync("fail");
        await emulator.InvokeAsync("log");
        IPage page = await browser.OpenAsync(emulator.Emulator.Address, scheme);
        await page.Locator("#event").FillAsync("{");
        await Expect(page.Locator("#event-problem")).ToContainTextAsync("not JSON");
        string[] faint = await page.EvaluateAsync<string[]>("""
            () => {
              const parse = c => c.match(/[\d.]+/g).map(Number);
              const luminance = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
              const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
              return [...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length && !e.closest('.hidden, .skip, svg'))
                .map(e => { const [a, b] = [luminance(parse(getComputedStyle(e).color)), luminance(behind(e))].sort((x, y) => y - x); return [e, (a + .05) / (b + .05)]; })
                .filter(([, ratio]) => ratio < 4.5).map(([e, ratio]) => `${ratio.toFixed(2)} ${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 30)}`);
            }
            """);
        Assert.Empty(faint);
        Assert.Equal(scheme == ColorScheme.Dark, await page.EvaluateAsync<bool>("() => getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)'"));
    }

    [FactWithBrowser]
    public async Task It_fits_a_narrow_window()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync();
        await emulator.InvokeAsync("log");
        IPage page = await browser.OpenAsync(emulator.Emulator.Address, width: 360, height: 640);
        await Expect(page.Locator("#history tr")).ToHaveCountAsync(1);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
    }

    /// <summary>LAMBDA_NATIVE_SCREENSHOTS=docs/images makes the pictures of the documentation anew.</summary>
    [TheoryWithBrowser]
    [InlineData(ColorScheme.Light, "page-light.png")]
    [InlineData(ColorScheme.Dark, "page-dark.png")]
    public async Task Has_its_picture_taken(ColorScheme scheme, string file)
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync();
        await using HttpFront front = await HttpFront.StartAsync(new FrontOptions(), emulator.Emulator);
        IPage page = await browser.OpenAsync(emulator.Emulator.Address, scheme, height: 1020);
        await Expect(page.Locator("#facts a")).ToHaveAttributeAsync("href", front.Address.GetLeftPart(UriPartial.Authority));
        await page.GetByLabel("Sample").SelectOptionAsync("sqs-standard");
        for (int i = 1; i <= 8; i++)
        {
            await emulator.InvokeAsync(i == 5 ? "fail" : "log");
            await Expect(page.Locator("#history tr")).ToHaveCountAsync(i);
        }
        await page.Locator("#invoke").ClickAsync();
        await Expect(page.Locator("#outcome")).ToContainTextAsync("Succeeded");
        await Expect(page.Locator("#history tr")).ToHaveCountAsync(9);
        byte[] picture = await page.ScreenshotAsync();
        Assert.InRange(picture.Length, 10_000, 400_000);
        if (Environment.GetEnvironmentVariable("LAMBDA_NATIVE_SCREENSHOTS") is { Length: > 0 } folder)
            File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(folder).FullName, file), picture);
    }
}
