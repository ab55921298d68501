"""The Taiwan Affairs Office, whose pages are in GBK and carry the ministry's content system."""

from extractors.sites.site import PAGES_OF_TRS, Site

SITE = Site(
    name="taiwan_office",
    hosts=("gwytb.gov.cn",),
    timezone="Asia/Shanghai",
    links=r"/t\d{8}_\d+\.s?html?$",
    page_count=PAGES_OF_TRS,
    body=("//*[contains(@class, 'TRS_Editor')]", "//*[contains(@class, 'TRS_UEDITOR')]"),
    identity=r"/(t\d{8}_\d+)\.s?html?(?:$|[?#])",
)
